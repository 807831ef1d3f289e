import type { Timeline } from '@synap/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { changedBy } from '../server';
import { useWorkspace } from '../workspace';

/** A subject's timeline, newest first, as far back as somebody has looked. */
export function useTimeline(id: string) {
  const { w, synap } = useWorkspace();
  return useInfiniteQuery({
    queryKey: [w, 'timeline', id],
    queryFn: ({ pageParam }) => synap.history.timelinePage(id, { after: pageParam, limit: 200 }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    ...changedBy(id, 'comment'),
  });
}

/** Who is in these pages, whoever came first before the others. */
export function contributorsOf(pages: Timeline[]): Timeline['contributors'] {
  const all = [...pages].reverse().flatMap(({ contributors }) => contributors);
  return [...new Map(all.map((each) => [each.userId, each])).values()];
}
