// curl: requests to the HTTP servers of this world, and curl's own words when there is none.

import { answer, form, type HttpRequest, hostNamed, reasonOf } from './http.ts';
import { type FlagSpec, type Flags, parseFlags } from './lib/flags.ts';
import { httpDate } from './lib/time.ts';
import { ok, type Program, type ProgramCall, ProgramExit, type ProgramResult, type Steps, storyMs } from './program.ts';

const SPEC: FlagSpec = {
  ...{
    s: 'bool',
    silent: 'bool',
    S: 'bool',
    'show-error': 'bool',
    i: 'bool',
    include: 'bool',
    I: 'bool',
    head: 'bool',
    f: 'bool',
    fail: 'bool',
  },
  ...{
    L: 'bool',
    location: 'bool',
    k: 'bool',
    insecure: 'bool',
    v: 'bool',
    verbose: 'bool',
    G: 'bool',
    get: 'bool',
    'fail-with-body': 'bool',
  },
  ...{
    o: 'value',
    output: 'value',
    w: 'value',
    'write-out': 'value',
    X: 'value',
    request: 'value',
    d: 'value',
    data: 'value',
    'data-urlencode': 'value',
  },
  ...{
    'data-raw': 'value',
    json: 'value',
    H: 'value',
    header: 'value',
    m: 'value',
    'max-time': 'value',
    'connect-timeout': 'value',
    A: 'value',
    u: 'value',
    user: 'value',
    retry: 'value',
  },
};

export const curl: Program = {
  name: 'curl',
  summary: 'health, metrics, status pages, the HTTP interface of Prometheus',
  example: 'curl -s http://{service}/health | jq .',
  *run(call) {
    if (call.args.includes('--help') || call.args.includes('-h'))
      return ok(
        'Usage: curl [options...] <url>\n -s, -S, -i, -I, -f, -o <file>, -w <format>, -X <method>, -d <data>, --data-urlencode <data>, -G',
      );
    const flags = parseFlags('curl', call.args, SPEC, {
      unknown: (flag) => `curl: option ${flag}: is unknown\ncurl: try 'curl --help' for more information`,
      missing: (flag) => `curl: option ${flag}: requires parameter\ncurl: try 'curl --help' for more information`,
      exitCode: 2,
    });
    const [url] = flags.rest;
    if (url === undefined) throw new ProgramExit("curl: (2) no URL specified\ncurl: try 'curl --help' for more information", 2);
    return yield* fetchOne(call, flags, url);
  },
};

function* fetchOne(call: ProgramCall, flags: Flags, url: string): Steps<ProgramResult> {
  const request = requestOf(flags, url);
  if (request === undefined) throw new ProgramExit(`curl: (3) URL rejected: Bad hostname`, 3);
  const output = flags.value('o', 'output') ?? '-';
  if (output !== '-' && output !== '/dev/null') throw new ProgramExit(`curl: (23) -o writes no files here: use > ${output}`, 23);
  const quiet = flags.has('s', 'silent') && !flags.has('S', 'show-error');
  const complain = (code: number, message: string): ProgramResult => ({
    stdout: written(flags, 0, 0),
    stderr: quiet ? '' : `curl: (${code}) ${message}\n`,
    exitCode: code,
  });
  const host = hostNamed(call, request.host);
  const port = request.port === '' ? (request.scheme === 'https' ? '443' : '80') : request.port;
  if (/^(localhost|127\.\d+\.\d+\.\d+)$/.test(request.host))
    return complain(7, `Failed to connect to ${request.host} port ${port} after 0 ms: Couldn't connect to server`);
  if (host === undefined) return complain(6, `Could not resolve host: ${request.host}`);
  const got = yield* answer(call, host, request);
  if (got === undefined) return complain(7, `Failed to connect to ${request.host} port ${port} after 1 ms: Couldn't connect to server`);
  if (flags.has('f', 'fail') && got.status >= 400)
    return { ...complain(22, `The requested URL returned error: ${got.status}`), stdout: written(flags, got.status, 0) };
  const head = [
    `HTTP/1.1 ${got.status} ${reasonOf(got.status)}`,
    `date: ${httpDate(storyMs(call.view, call.view.nowUs))}`,
    `content-type: ${got.type}`,
    `content-length: ${got.body.length}`,
    '',
    '',
  ].join('\r\n');
  const headOnly = flags.has('I', 'head');
  const shown = `${headOnly || flags.has('i', 'include') ? head : ''}${headOnly ? '' : got.body}`;
  return { stdout: `${output === '/dev/null' ? '' : shown}${written(flags, got.status, got.body.length)}`, stderr: '', exitCode: 0 };
}

/** What -w asks for after the answer. */
function written(flags: Flags, status: number, size: number): string {
  const format = flags.value('w', 'write-out') ?? '';
  return format
    .replace(/%\{(http_code|response_code)\}/g, String(status).padStart(3, '0'))
    .replace(/%\{size_download\}/g, String(size))
    .replace(/%\{\w+\}/g, '0')
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t');
}

function requestOf(flags: Flags, url: string): HttpRequest | undefined {
  const match = /^(?:(https?):\/\/)?([^/:?#]+)(?::(\d+))?(\/[^?#]*)?(?:\?([^#]*))?/.exec(url);
  if (match === null) return undefined;
  const encoded = flags.all('data-urlencode').map((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? encodeURIComponent(pair) : `${pair.slice(0, at)}=${encodeURIComponent(pair.slice(at + 1))}`;
  });
  const data = [...['d', 'data', 'data-raw', 'json'].flatMap((name) => flags.all(name)), ...encoded].join('&');
  const asQuery = flags.has('G', 'get');
  const method = flags.value('X', 'request') ?? (flags.has('I', 'head') ? 'HEAD' : data !== '' && !asQuery ? 'POST' : 'GET');
  return {
    method: method === 'HEAD' ? 'GET' : method.toUpperCase(),
    scheme: match[1] ?? 'http',
    host: match[2] ?? '',
    port: match[3] ?? '',
    path: match[4] ?? '/',
    query: new Map(form([match[5] ?? '', asQuery ? data : ''].filter((part) => part !== '').join('&'))),
    body: asQuery ? '' : data,
  };
}
