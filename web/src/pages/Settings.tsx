import { Button, Code, Group, NumberInput, Stack, Switch, Table, Text, Title } from '@mantine/core';
import type { FlagSettingName, Setting } from '@synap/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Schemas } from '../schema/Schemas';
import { changedBy } from '../server';
import { Fact } from '../ui/Fact';
import { Page } from '../ui/Page';
import { at, NOTHING_REFUSED, refusalIn, refusalOf } from '../ui/refusal';
import { tellResult, write } from '../ui/tell';
import { Ago, exactTime } from '../ui/Time';
import { Waiting } from '../ui/Waiting';
import { fieldName, valueText } from '../ui/Words';
import { mayManage, useWorkspace } from '../workspace';

interface Known {
  title: string;
  description: string;
  /** What holds as long as nobody says anything; where that is not known here, the kind of its values. */
  usual: boolean | number | 'number';
}

/** What can be set, in words; what else the server tells of is shown by its name, and by the kind of its value. */
const KNOWN: Record<string, Known> = {
  recordAuditReads: {
    title: 'Record who reads the audit log',
    description: 'Each read is an event of the log, too.',
    usual: false,
  },
  requireReasoning: {
    title: 'Agents give their reasoning',
    description: 'What an agent asks for is refused unless it says how it came to want it.',
    usual: false,
  },
  languageModel: {
    title: 'A language model reads along',
    description: 'The assistant asks the model that the operator chose, where they chose one: texts leave this server.',
    usual: false,
  },
  suggestionThreshold: {
    title: 'Least confidence of a suggestion',
    description: 'The assistant keeps suggestions to itself of which it is less sure, from 0 to 1.',
    usual: 0.6,
  },
  modelTokensPerDay: {
    title: 'Tokens of the language model in a day',
    description: 'Rules read on when they are used up. As long as nobody says less, the operator’s limit holds.',
    usual: 'number',
  },
};

/** Where the label of a switch begins. */
const BESIDE_SWITCH = 50;

/** What the workspace is, what it does, and what it holds its entities to. */
export function SettingsPage() {
  return (
    <Page title="Settings">
      <About />
      <Settings />
      <Schemas />
    </Page>
  );
}

function About() {
  const { w, synap, nameOf } = useWorkspace();
  const details = useQuery({
    queryKey: [w, 'workspace'],
    queryFn: () => synap.workspaces.current(),
    ...changedBy('member'),
  });
  return details.data === undefined ? (
    <Waiting for={details} />
  ) : (
    <Table variant="vertical" withTableBorder layout="fixed" aria-label="Workspace">
      <Table.Tbody>
        <Fact name="Name">{details.data.name}</Fact>
        <Fact name="Id">
          <Code>{w}</Code>
        </Fact>
        <Fact name="Owner">{nameOf(details.data.ownerId)}</Fact>
        <Fact name="Made">{exactTime(details.data.createdAt)}</Fact>
      </Table.Tbody>
    </Table>
  );
}

function Settings() {
  const { w, synap } = useWorkspace();
  const settings = useQuery({
    queryKey: [w, 'settings'],
    queryFn: () => synap.settings.list().then((all) => all),
    ...changedBy('setting'),
  });
  const said = new Map((settings.data ?? []).map((setting) => [setting.name as string, setting]));
  const names = [...new Set([...Object.keys(KNOWN), ...said.keys()])];
  return (
    <Stack gap="md" component="section" aria-label="What the workspace does">
      <Title order={2} size="h4">
        What the workspace does
      </Title>
      {settings.data === undefined ? (
        <Waiting for={settings} />
      ) : (
        names.map((name) => <OneSetting key={name} name={name} said={said.get(name)} />)
      )}
    </Stack>
  );
}

function OneSetting({ name, said }: { name: string; said: Setting | undefined }) {
  const { w, synap, role, nameOf } = useWorkspace();
  const queries = useQueryClient();
  const known = KNOWN[name];
  const value: unknown = said === undefined ? known?.usual : said.value;
  const refresh = () => queries.invalidateQueries({ queryKey: [w, 'settings'] });
  const set = (next: unknown) => synap.settings.set(name as FlagSettingName, next as boolean);
  const label = known?.title ?? fieldName(name);
  const changed = said?.updatedAt ?? said?.createdAt;
  const disabled = !mayManage(role);
  return (
    <div data-setting={name}>
      {typeof value === 'boolean' ? (
        <Switch
          label={label}
          description={known?.description}
          disabled={disabled}
          checked={value}
          onChange={({ currentTarget: { checked } }) =>
            void write(set(checked), `${label}: ${checked ? 'on' : 'off'}`).then(refresh)
          }
        />
      ) : typeof value === 'number' || value === 'number' ? (
        <NumberSetting
          label={label}
          description={known?.description}
          disabled={disabled}
          value={typeof value === 'number' ? value : undefined}
          save={async (next) => {
            const result = await set(next);
            if (result.status === 'validated') {
              tellResult(result, `${label}: ${next}`);
            }
            await refresh();
            return refusalIn(result, ['value']);
          }}
        />
      ) : (
        <Text>
          {label}: {valueText(value)}
        </Text>
      )}
      {said && changed && (
        <Group gap="xs" mt={4} ml={typeof value === 'boolean' ? BESIDE_SWITCH : 0}>
          <Text size="sm" c="dimmed">
            Set by {nameOf(said.updatedBy ?? said.createdBy ?? '')} <Ago at={changed} />
          </Text>
          {!disabled && typeof value === 'number' && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void write(synap.settings.remove(said.name), `${label}: as usual`).then(refresh)}
            >
              As usual<span className="visually-hidden"> {label}</span>
            </Button>
          )}
        </Group>
      )}
    </div>
  );
}

function NumberSetting(props: {
  label: string;
  description: string | undefined;
  disabled: boolean;
  value: number | undefined;
  save: (value: number) => Promise<ReturnType<typeof refusalIn>>;
}) {
  // What is being typed; until then, and once it is saved, what is so.
  const [typed, setTyped] = useState<number | string>();
  const [refusal, setRefusal] = useState(NOTHING_REFUSED);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const refused = await props.save(Number(typed ?? props.value));
      setRefusal(refused);
      if (refused === NOTHING_REFUSED) {
        setTyped(undefined);
      }
    } catch (fault) {
      setRefusal(refusalOf(fault, ['value']));
    }
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <Group align="end" gap="xs">
        <NumberInput
          label={props.label}
          description={props.description}
          disabled={props.disabled}
          required
          withAsterisk={false}
          hideControls
          maw={420}
          value={typed ?? props.value ?? ''}
          onChange={setTyped}
          error={at(refusal, 'value') ?? refusal.whole}
        />
        {!props.disabled && (
          <Button type="submit" variant="default">
            Save<span className="visually-hidden"> {props.label}</span>
          </Button>
        )}
      </Group>
    </form>
  );
}
