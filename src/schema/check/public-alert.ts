// Names within a public-alert network: channels of templates, relays and parties, areas of channels, parties that inform a line.
import type { Path } from '../load/yaml.ts';
import type { Check } from './context.ts';

export function checkPublicAlert(check: Check): void {
  const network = check.scenario.world.publicAlert;
  if (network === undefined) return;
  const at = (...path: Path): Path => ['world', 'publicAlert', ...path];
  const channels = Object.keys(network.channels);
  const mustBe = (kind: 'channel' | 'area' | 'party', name: string, path: Path): void => {
    const known = { channel: channels, area: Object.keys(network.areas), party: Object.keys(network.parties) }[kind];
    check.mustExist(`scenario/unknown-${kind}`, path, name, known, kind === 'area' ? 'an area' : `a ${kind}`);
  };
  for (const [name, template] of Object.entries(network.templates)) {
    template.channels.forEach((channel, index) => mustBe('channel', channel, at('templates', name, 'channels', index)));
  }
  for (const [name, { areas, relays }] of Object.entries(network.channels)) {
    areas.forEach((area, index) => mustBe('area', area, at('channels', name, 'areas', index)));
    relays?.from.forEach((channel, index) => mustBe('channel', channel, at('channels', name, 'relays', 'from', index)));
  }
  for (const [name, { tells }] of Object.entries(network.parties)) {
    if (tells !== undefined) mustBe('channel', tells.channel, at('parties', name, 'tells', 'channel'));
  }
  for (const [name, { informedBy }] of Object.entries(network.lines)) {
    informedBy.forEach((party, index) => mustBe('party', party, at('lines', name, 'informedBy', index)));
  }
  const ours = Object.values(network.lines).filter((line) => line.ours);
  if (ours.length > 1) {
    check.add('scenario/two-own-lines', at('lines'), {
      saw: `${ours.length} lines that are ours`,
      expected: 'one at most',
      hint: 'The warning point calls over one group of lines',
    });
  }
  const answering = ours[0]?.answering ?? 0;
  if (answering > network.staff) {
    check.add('scenario/too-few-hands', at('staff'), {
      found: network.staff,
      expected: `at least ${answering}, who answer the telephones`,
      hint: 'Those who answer are hands of the warning point',
    });
  }
}
