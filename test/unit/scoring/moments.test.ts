// Moments worth talking about: what is said of them agrees with what is listed under them.
import { expect, it } from 'vitest';
import { score } from '../../../src/scoring/index.ts';
import { DEPLOYMENTS, DIFF, type Draft, journalOf, rubricOf, runOf, shop } from './recorded.ts';

const momentOf = (kind: string, ...drafts: Draft[]) =>
  score(shop(rubricOf({ entry: 'review.submit' })), runOf(journalOf(...drafts))).moments.find((moment) => moment.kind === kind);

it('a stretch in which nothing new was looked at lists no look', () => {
  const moment = momentOf('longest fixation', DIFF(120), DEPLOYMENTS(400));
  expect(moment).toMatchObject({ fromUs: 120e6, toUs: 400e6 });
  expect(moment!.text).toMatch(/^nothing new was looked at or believed for /);
  expect(moment!.visible.filter((line) => line.startsWith('look'))).toEqual([]);
});

it('the costliest minute says users and money with their units', () => {
  expect(momentOf('costliest minute')!.text).toMatch(/^[\d,]+ more users hurt, [\d,]+ [A-Z]{3} lost$/);
});
