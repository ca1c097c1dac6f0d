// Scenario files that are not readable as they travel: compressed, then base64. Whoever opens the page's storage or network does not meet the
// truth by accident. It is no lock: the key is nothing, and a solo drill runs in one's own browser.
import { LIMITS } from '../../schema/index.ts';

const MARK = 'sealed:1:';

export async function sealText(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return MARK + btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/**
 * Files as they were before sealing; those that were not sealed stay as they are.
 * @throws when a sealed one is damaged, or larger than a folder of a scenario may be
 */
export async function unsealFiles(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const opened = await Promise.all(Object.entries(files).map(async ([path, text]) => [path, await unseal(path, text)] as const));
  return Object.fromEntries(opened);
}

async function unseal(path: string, text: string): Promise<string> {
  if (!text.startsWith(MARK)) return text;
  try {
    const bytes = Uint8Array.from(atob(text.slice(MARK.length)), (char) => char.charCodeAt(0));
    return await readAtMost(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')), LIMITS.folderLength);
  } catch (error) {
    throw new Error(`${path} cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readAtMost(stream: ReadableStream<Uint8Array>, bytesMax: number): Promise<string> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let [text, length] = ['', 0];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length > bytesMax) throw new Error(`more than ${bytesMax} bytes`);
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
