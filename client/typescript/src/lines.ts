/**
 * The lines of an answer, as many at once as have come. Of a last one without an end it makes none, and says so by what it
 * returns: the answer has broken off.
 */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string[], { whole: boolean }> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return { whole: rest === '' };
    }
    const parts = (rest + value).split('\n');
    rest = parts.pop() ?? '';
    yield parts;
  }
}
