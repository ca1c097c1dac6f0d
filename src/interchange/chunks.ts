// Long texts in pieces, so that nobody has to hold the whole.

const CHUNK_CHARACTERS = 60_000;

/** Gathers small texts into pieces of some tens of kilobytes. */
export function* inChunks(texts: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** The elements of a JSON array, each on a line of its own. */
export function* elements<T>(items: Iterable<T>, write: (item: T) => Iterable<string>): Generator<string> {
  let separator = '\n';
  for (const item of items) {
    yield separator;
    yield* write(item);
    separator = ',\n';
  }
}
