type Fields = Record<string, unknown>;

/** What makes one of the other as a JSON Merge Patch (RFC 7396): what differs, and `null` for what is gone. */
export function mergePatch(before: Fields, after: Fields): Fields {
  const patch: Fields = {};
  for (const name of Object.keys(before)) {
    if (!(name in after)) {
      patch[name] = null;
    }
  }
  for (const [name, value] of Object.entries(after)) {
    const old = before[name];
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

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
