import { PasswordInput } from '@mantine/core';

/** A new password, of the length that the server asks for. */
export function PasswordFields(props: { label: string; value: string; onChange: (password: string) => void }) {
  return (
    <PasswordInput
      label={props.label}
      description="At least 10 characters"
      autoComplete="new-password"
      miw={220}
      required
      minLength={10}
      maxLength={256}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
