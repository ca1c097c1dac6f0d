// Journeys: who arrives and what for.
import { type Check, USERS } from './context.ts';
import { checkTarget } from './steps.ts';

export function checkJourneys(check: Check): void {
  const { journeys } = check.scenario.load;
  check.mustDiffer(
    'scenario/duplicate-name',
    journeys.map(({ name }, index) => ({ name, path: ['load', 'journeys', index, 'name'] })),
    'journey name',
  );
  journeys.forEach((journey, index) => {
    const path = ['load', 'journeys', index];
    checkTarget(check, [...path, 'does'], journey.does, false);
    if (journey.rate !== undefined && journey.closed !== undefined)
      check.add(
        'scenario/rate-or-closed',
        [...path, 'closed'],
        {
          saw: 'rate and closed',
          expected: 'exactly one of them',
          hint: 'Remove closed for arrivals that come whatever the answers, or rate for users who wait',
        },
        { part: 'key' },
      );
    if (journey.rate === undefined && journey.closed === undefined)
      check.add('scenario/rate-or-closed', path, {
        saw: 'neither rate nor closed',
        expected: 'exactly one of them',
        hint: 'Add rate: 10rps, or closed: { users: 50, think: 1s }',
      });
    if (journey.patience === 0)
      check.add('scenario/no-patience', [...path, 'patience'], {
        saw: '0s',
        expected: 'more than nothing',
        hint: 'Leave the key out for users who wait for ever',
      });
    if (journey.name === USERS)
      check.add('scenario/duplicate-name', [...path, 'name'], {
        found: journey.name,
        expected: 'another name: this one stands for everybody',
        hint: 'Name what they do, such as browsing',
      });
  });
  const priced = journeys.flatMap((journey, index) =>
    journey.revenue === undefined ? [] : [{ currency: journey.revenue.currency, index }],
  );
  for (const { currency, index } of priced) {
    if (currency !== priced[0]?.currency)
      check.add('scenario/several-currencies', ['load', 'journeys', index, 'revenue'], {
        found: currency,
        expected: `${priced[0]?.currency}, as in the first journey with revenue`,
        hint: 'Lost revenue is one sum: convert the amount',
      });
  }
}
