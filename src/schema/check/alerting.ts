// Alerts on their way to people, as far as names and times go: a file that is there, receivers that arrive somewhere, maintenance within the story.
import { storyTimeUs } from '../text/story-time.ts';
import type { Check } from './context.ts';
import { checkFile } from './story.ts';

const PLACES = ['pager', 'war room', 'executive', 'support', 'specialists', 'status page'];

export function checkAlerting(check: Check): void {
  const { observability, startsAtMs } = check.scenario;
  const { alertmanager, receivers, alertQuality } = observability;
  if (alertmanager !== undefined) checkFile(check, ['observability', 'alertmanager'], alertmanager);
  for (const [name, to] of Object.entries(receivers))
    if (!PLACES.includes(to))
      check.mustExist(
        'scenario/unknown-person',
        ['observability', 'receivers', name],
        to,
        check.names.people,
        `a person, or one of ${PLACES.join(', ')}`,
      );
  if (alertmanager === undefined && Object.keys(receivers).length > 0)
    check.add(
      'scenario/receivers-without-file',
      ['observability', 'receivers'],
      {
        saw: 'receivers without an Alertmanager file',
        expected: 'observability.alertmanager, whose receivers they are',
        hint: 'Name the file, or remove the receivers: without one every firing page is told at once',
      },
      { part: 'key' },
    );
  alertQuality.maintenance.forEach(({ from, to, components }, index) => {
    const path = ['observability', 'alertQuality', 'maintenance', index];
    const instants = (
      [
        ['from', from],
        ['to', to],
      ] as const
    ).map(([key, text]) => {
      const atUs = storyTimeUs(text, startsAtMs);
      if (atUs === undefined)
        check.add('scenario/time', [...path, key], {
          found: text,
          expected: 'a story time known at the start',
          hint: 'Write 09:30 or +10m',
        });
      return atUs;
    });
    const [fromUs, toUs] = instants;
    if (fromUs !== undefined && toUs !== undefined && toUs <= fromUs)
      check.add('scenario/time', [...path, 'to'], {
        found: to,
        expected: `a time after ${from}`,
        hint: 'Swap them, or write a later time',
      });
    components.forEach((component, at) => {
      check.mustExist('scenario/unknown-component', [...path, 'components', at], component, check.names.components, 'a component');
    });
  });
}
