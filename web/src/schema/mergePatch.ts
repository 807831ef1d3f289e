type Fields = Record<string, unknown>;

/** What makes one of the other as a JSON Merge Patch (RFC 7396): what differs, and `null` for what is gone. */
export function mergePatch(before: Fields, after: Fields): Fields {
  const patch: Fields = {};
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name)) {
      patch[name] = null;
    }
  }
  for (const [name, value] of Object.entries(after)) {
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    if (isObject(old) && isObject(value)) {
      const inside = mergePatch(old, value);
      if (Object.keys(inside).length > 0) {
        patch[name] = inside;
      }
    } else if (JSON.stringify(old) !== JSON.stringify(value)) {
      patch[name] = value;
    }
  }
  return patch;
}

/** Whether a value holds a null that a JSON Merge Patch cannot say: in an object, where it means to remove. */
export function holdsNull(value: unknown): boolean {
  return isObject(value) && Object.values(value).some((each) => each === null || holdsNull(each));
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
