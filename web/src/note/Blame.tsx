import { Text } from '@mantine/core';
import type { Entity } from '@synap/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { changedBy } from '../server';
import { Empty } from '../ui/Empty';
import { LongList } from '../ui/LongList';
import { Ago } from '../ui/Time';
import { Waiting } from '../ui/Waiting';
import { useWorkspace } from '../workspace';

/** For each line of the text, who it comes from and when. */
export function BlameTab({ entity }: { entity: Entity }) {
  const { w, synap, nameOf } = useWorkspace();
  const { kind } = useParams({ from: '/signed-in/w/$w/$kind/$id' });
  const blame = useQuery({
    queryKey: [w, 'blame', entity.id],
    queryFn: () => synap.history.blame(entity.id),
    ...changedBy(entity.id),
  });
  if (blame.data === undefined) {
    return <Waiting for={blame} />;
  }
  const lines = blame.data.lines.map((line, index) => ({ ...line, index }));
  if (lines.length === 0) {
    return <Empty title="No text yet">Each line will stand here beside who wrote it.</Empty>;
  }
  return (
    <LongList
      label="Lines"
      items={lines}
      keyOf={(line) => String(line.index)}
      estimate={30}
      render={(line) => {
        const same = lines[line.index - 1]?.changeId === line.changeId;
        return (
          <div className="blame-line">
            <Text
              size="sm"
              c="dimmed"
              className="blame-who"
              component={Link}
              to={`/w/${w}/${kind}/${entity.id}?tab=past&version=${line.version}` as string}
              aria-label={`${nameOf(line.userId)}, version ${line.version}`}
            >
              {!same && (
                <>
                  {nameOf(line.userId)} · <Ago at={line.timestamp} />
                </>
              )}
            </Text>
            <pre>{line.text.replace(/\n$/, '') || ' '}</pre>
          </div>
        );
      }}
    />
  );
}
