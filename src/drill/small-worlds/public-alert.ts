// The public-alert world on the map and in the list of commands. What the alert console sends has no target here.
import type { CommandOption, PublicAlert, Scenario } from '../../schema/index.ts';
import type { SmallWorldPart } from './index.ts';

type Targets = CommandOption['targets'];

export function publicAlertPart({ world }: Scenario): SmallWorldPart | undefined {
  const network = world.publicAlert;
  if (network === undefined) return undefined;
  return { ...mapOf(network), targets: (kind) => TARGETS[kind]?.(network) ?? [] };
}

/** From the warning point over its channels to the people, and from them to the telephones. Channels of a part of the country lead to that part. */
function mapOf({ areas, channels, lines, templates, parties }: PublicAlert): Pick<SmallWorldPart, 'nodes' | 'edges'> {
  const nodes: SmallWorldPart['nodes'] = [
    { id: 'alert-console', kind: 'service', label: 'alert console' },
    { id: 'warning-point', kind: 'pool', label: 'warning point' },
  ];
  const edges: SmallWorldPart['edges'] = [{ from: 'warning-point', to: 'alert-console' }];
  const sends = new Set(Object.values(templates).flatMap((template) => template.channels));
  for (const [id, { title, by, relays, areas: where }] of Object.entries(channels)) {
    nodes.push({ id, kind: 'provider', label: title });
    if (sends.has(id)) edges.push({ from: 'alert-console', to: id });
    else if (by === 'agency') edges.push({ from: 'warning-point', to: id });
    for (const from of relays?.from ?? []) edges.push({ from, to: id });
    for (const to of where.length === 0 ? ['users'] : where) edges.push({ from: id, to });
  }
  for (const { tells } of Object.values(parties)) {
    if (tells !== undefined) edges.push({ from: 'warning-point', to: tells.channel });
  }
  for (const [id, { title }] of Object.entries(areas)) {
    nodes.push({ id, kind: 'service', label: title });
    edges.push({ from: 'users', to: id });
  }
  for (const [id, { title }] of Object.entries(lines)) {
    nodes.push({ id, kind: 'pool', label: title });
    edges.push({ from: 'users', to: id });
  }
  return { nodes, edges };
}

const people = ({ areas }: PublicAlert): number => Object.values(areas).reduce((sum, area) => sum + area.people, 0);

/** One form for each channel of the agency that takes such a text. */
const channelsThat =
  (interrupts: boolean) =>
  (network: PublicAlert): Targets =>
    Object.entries(network.channels)
      .filter(([, channel]) => channel.by === 'agency' && channel.interrupts === interrupts)
      .map(([channel, { title, reach }]) => ({
        label: title,
        args: { channel },
        asks: [{ name: 'text', type: 'text', current: '' }],
        blastRadius: `Reaches about ${Math.round(reach * people(network))} of ${people(network)} people`,
      }));

const partiesAs =
  (argument: 'authority' | 'party') =>
  ({ parties }: PublicAlert): Targets =>
    (argument === 'authority' ? Object.entries(parties).filter(([, { says }]) => says !== '') : Object.entries(parties)).map(
      ([name, { title, phone }]) => ({
        label: title,
        args: { [argument]: name },
        asks: [],
        blastRadius: phone ? 'A telephone call: it needs a free line and one person' : 'Needs one person, no line',
      }),
    );

const TARGETS: Partial<Record<CommandOption['kind'], (network: PublicAlert) => Targets>> = {
  'command.send-correction': channelsThat(true),
  'command.post-statement': channelsThat(false),
  'command.ask-authority': partiesAs('authority'),
  'command.tell-party': partiesAs('party'),
  'command.staff-phones': ({ lines, staff }) =>
    Object.values(lines)
      .filter(({ ours }) => ours)
      .map(({ title, answering }) => ({
        label: title,
        args: {},
        asks: [{ name: 'lines', type: 'number', current: String(answering) }],
        blastRadius: `Who answers does nothing else; the warning point has ${staff} people beside the console`,
      })),
};
