// A small run as part of an address: JSON, gzip, base64url. What comes in is a stranger's text until it is parsed, and is unpacked no further than a limit.
import type { RunFile } from '../../schema/index.ts';
import { type ParsedRun, parseRunText } from './files.ts';

/** Characters of the packed run; chats and browsers carry addresses of this length. */
export const LINK_LENGTH_MAX = 32_000;
/** Bytes a link may unpack to: far more than packed text of that length can honestly hold. */
const UNPACKED_BYTES_MAX = 2_000_000;

/** @returns undefined when the run is too large for a link; wall times are left out, being nobody else's business */
export async function packRun(run: RunFile): Promise<string | undefined> {
  const journal = run.journal.map(({ recordedAt: _, ...entry }) => entry);
  const stream = new Blob([JSON.stringify({ ...run, journal })]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const packed = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  return packed.length <= LINK_LENGTH_MAX ? packed : undefined;
}

/** Reads a run from a link, with every problem in words. */
export async function unpackRun(packed: string): Promise<ParsedRun> {
  if (packed.length > LINK_LENGTH_MAX)
    return refuse(
      `The link holds ${packed.length} characters; a run in a link has at most ${LINK_LENGTH_MAX}. Ask for the run file instead.`,
    );
  if (!/^[A-Za-z0-9_-]+$/.test(packed))
    return refuse('The link holds characters that no run has: it was changed on its way. Ask for it again, or for the run file.');
  let text: string;
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    text = await textAtMost(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')), UNPACKED_BYTES_MAX);
  } catch (error) {
    return refuse(
      error instanceof TooLarge
        ? `The link unpacks to more than ${UNPACKED_BYTES_MAX / 1e6} MB, which no drill does.`
        : 'The link is damaged or was cut short: it does not unpack. Ask for it again, or for the run file.',
    );
  }
  return parseRunText(text, 'link');
}

const refuse = (problem: string): ParsedRun => ({ ok: false, problems: [problem] });

class TooLarge extends Error {}

async function textAtMost(stream: ReadableStream<Uint8Array>, bytesMax: number): Promise<string> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let [text, length] = ['', 0];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length > bytesMax) {
      await reader.cancel();
      throw new TooLarge();
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
