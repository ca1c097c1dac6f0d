// Names and reachability: dig, host, nslookup, ping, pg_isready, redis-cli. Addresses are made from names, since the world routes by name.
import { hashHex, hashInit, hashText } from '../math/index.ts';
import { hostNamed } from './http.ts';
import { parseFlags } from './lib/flags.ts';
import { isMissing, named, ok, type Program, type ProgramCall, ProgramExit, tryLook } from './program.ts';

/** Inside 10.0.0.0/8 for what is ours, 203.0.113.0/24 (documentation) for others. */
function addressOf(call: ProgramCall, name: string): string | undefined {
  const host = hostNamed(call, name);
  if (host === undefined) return undefined;
  const hash = hashInit(5);
  hashText(hash, name);
  const digits = hashHex(hash);
  const byte = (at: number): number => (Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16) % 254) + 1;
  return host.kind === 'provider' || host.kind === 'status' ? `203.0.113.${byte(0)}` : `10.${byte(0)}.${byte(1)}.${byte(2)}`;
}

const nameOf = (call: ProgramCall): string =>
  call.args.findLast((arg) => !/^[-+@]/.test(arg) && !/^(A|AAAA|CNAME|MX|TXT|ANY)$/.test(arg)) ?? '';

export const dig: Program = {
  name: 'dig',
  summary: 'what a name resolves to',
  example: 'dig +short {service}',
  run(call) {
    const name = nameOf(call);
    const address = addressOf(call, name);
    if (call.args.includes('+short')) return ok(address ?? '');
    const status = address === undefined ? 'NXDOMAIN' : 'NOERROR';
    const question = `;; ->>HEADER<<- opcode: QUERY, status: ${status}\n\n;; QUESTION SECTION:\n;${name}.\t\tIN\tA\n`;
    return ok(address === undefined ? question : `${question}\n;; ANSWER SECTION:\n${name}.\t30\tIN\tA\t${address}\n`);
  },
};

export const nslookup: Program = {
  name: 'nslookup',
  summary: 'what a name resolves to',
  example: 'nslookup {provider}',
  run(call) {
    const name = nameOf(call);
    const address = addressOf(call, name);
    if (address === undefined) throw new ProgramExit('', 1, `** server can't find ${name}: NXDOMAIN\n`);
    return ok(`Name:\t${name}\nAddress: ${address}`);
  },
};

export const host: Program = {
  name: 'host',
  summary: 'what a name resolves to',
  example: 'host {database}',
  run(call) {
    const name = nameOf(call);
    const address = addressOf(call, name);
    if (address === undefined) throw new ProgramExit('', 1, `Host ${name} not found: 3(NXDOMAIN)\n`);
    return ok(`${name} has address ${address}`);
  },
};

/** Answers for everybody that ICMP does not pass. */
const GATEWAY = '10.0.0.1';

export const ping: Program = {
  name: 'ping',
  summary: 'ICMP is filtered in this network, whatever the state of a host; use curl or pg_isready',
  example: 'ping -c 3 {service}',
  run(call) {
    const flags = parseFlags(
      'ping',
      call.args,
      { c: 'value', W: 'value', w: 'value', i: 'value', q: 'bool', n: 'bool', '4': 'bool' },
      {
        unknown: (flag) => `ping: invalid option -- '${flag.slice(1)}'`,
        missing: (flag) => `ping: option requires an argument -- '${flag}'`,
        exitCode: 2,
      },
    );
    const [name] = flags.rest;
    if (name === undefined) throw new ProgramExit('ping: usage error: Destination address required', 2);
    const address = addressOf(call, name);
    if (address === undefined) throw new ProgramExit(`ping: ${name}: Name or service not known`, 2);
    const count = Math.min(100, Math.max(1, Number(flags.value('c') ?? 4) || 4));
    const filtered = Array.from({ length: count }, (_, i) => `From ${GATEWAY} icmp_seq=${i + 1} Packet filtered\n`).join('');
    throw new ProgramExit(
      'ping: ICMP is filtered here, for healthy hosts too: this says nothing about the host. Use curl or pg_isready.',
      1,
      `PING ${name} (${address}) 56(84) bytes of data.\n${filtered}\n--- ${name} ping statistics ---\n${count} packets transmitted, 0 received, +${count} errors, 100% packet loss, time ${(count - 1) * 1000}ms\n`,
    );
  },
};

export const pgIsReady: Program = {
  name: 'pg_isready',
  summary: 'whether a database accepts connections',
  example: 'pg_isready -h {database}',
  *run(call) {
    const flags = parseFlags('pg_isready', call.args, {
      h: 'value',
      host: 'value',
      p: 'value',
      port: 'value',
      U: 'value',
      d: 'value',
      t: 'value',
      q: 'bool',
    });
    const databases = named(call.view, 'database');
    const wanted = flags.value('h', 'host') ?? databases[0] ?? '';
    const server = databases.includes(wanted)
      ? wanted
      : call.view.topology.edges.find((edge) => edge.from === wanted && databases.includes(edge.to))?.to;
    const say = (state: string, exitCode: number) => ({
      stdout: flags.has('q') ? '' : `${wanted}:5432 - ${state}\n`,
      stderr: '',
      exitCode,
    });
    if (server === undefined) return say('no response', 2);
    const seen = yield* tryLook('look.query', { expr: `db_server_workers{database="${server}"}` });
    const gauge = call.view.gauges.find((each) => each.component === server && each.kind === 'database');
    const up = !isMissing(seen) && seen.instant.length > 0 && !/restart|down|stopp/.test(gauge?.state ?? '');
    return up ? say('accepting connections', 0) : say('rejecting connections', 1);
  },
};

export const redisCli: Program = {
  name: 'redis-cli',
  summary: 'there is no Redis in this system, and it says so',
  example: 'redis-cli -h cache ping',
  run(call) {
    const flags = parseFlags('redis-cli', call.args, { h: 'value', p: 'value', n: 'value', a: 'value', r: 'value', i: 'value' });
    const name = flags.value('h') ?? '127.0.0.1';
    const why = name === '127.0.0.1' || addressOf(call, name) !== undefined ? 'Connection refused' : 'Name or service not known';
    throw new ProgramExit(`Could not connect to Redis at ${name}:${flags.value('p') ?? '6379'}: ${why}`);
  },
};
