import { diff3Merge } from 'node-diff3';

/**
 * What two people made of one text, by lines.
 *
 * @param mine what stands here, not saved yet
 * @param base what both began with
 * @param theirs what was saved meanwhile
 * @returns the text with both changes in it; where both changed the same lines, mine, and `clash` is set: theirs is in the
 *     history
 */
export function merge(mine: string, base: string, theirs: string): { text: string; clash: boolean } {
  if (mine === base || mine === theirs) {
    return { text: theirs, clash: false };
  }
  if (theirs === base) {
    return { text: mine, clash: false };
  }
  let clash = false;
  const lines = diff3Merge(mine.split('\n'), base.split('\n'), theirs.split('\n'), { excludeFalseConflicts: true });
  const text = lines.flatMap((region) => {
    if (region.conflict !== undefined) {
      clash = true;
      return region.conflict.a;
    }
    return region.ok ?? [];
  });
  return { text: text.join('\n'), clash };
}
