import { Alert, Button, Center, Loader } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { faultText } from '../server';

interface Asked {
  error: unknown;
  refetch: () => unknown;
}

/** Stands where something is still to come, or did not come. */
export function Waiting({ for: asked }: { for: Asked | Asked[] }) {
  const failed = [asked].flat().find((each) => each.error !== null);
  return failed === undefined ? (
    <Center p="xl">
      <Loader aria-label="Loading" />
    </Center>
  ) : (
    <Fault fault={failed.error} again={failed.refetch} />
  );
}

/** What went wrong, and a way to try again where there is one. */
export function Fault({ fault, again }: { fault: unknown; again?: () => unknown }) {
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title="That did not work" m="md">
      {faultText(fault)}
      {again && (
        <div>
          <Button mt="sm" size="xs" variant="default" onClick={() => again()}>
            Try again
          </Button>
        </div>
      )}
    </Alert>
  );
}
