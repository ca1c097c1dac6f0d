// Language that blames people: what is found, what is left alone. A check that cries wolf is switched off, so both lists are long.
import { describe, expect, test } from 'vitest';
import { findBlame } from '../../../src/ui/postmortem/blameless.ts';

const NAMES = ['Mara Lindt', 'Ken Osei'];

describe('blameless language', () => {
  test.each([
    ['Ken forgot to run the migration', 'Ken forgot to'],
    ['Mara Lindt should have noticed the alert', 'Mara Lindt should have noticed'],
    ['The on-call engineer failed to check the dashboard', 'The on-call engineer failed to'],
    ['The developer simply ignored the warning', 'The developer simply ignored'],
    ['We should have rolled back earlier', 'We should have rolled'],
    ['It was Ken’s fault', 'Ken’s fault'],
    ['the database team is to blame', 'is to blame'],
    ['A careless change of two timeouts', 'careless'],
    ['The root cause was human error', 'human error'],
    ['Obviously the pool was too small', 'Obviously'],
    ["Why didn't she look at the diff?", "Why didn't she"],
    ['I made a stupid mistake', 'I made a stupid mistake'],
    ['An engineer deployed bad code', 'An engineer deployed bad'],
    ['He broke production', 'He broke'],
    ['They forgot the second region', 'They forgot'],
    ['Someone did not check the runbook', 'Someone did not check'],
    ['They could easily have known', 'They could easily have known'],
  ])('%s', (text, found) => {
    expect(findBlame(text, NAMES).map((finding) => finding.found)).toContain(found);
  });

  test.each([
    'The service failed to answer within two seconds',
    'The deployment process allowed an untested change into production',
    'The monitoring did not alert until thirty minutes in',
    'payment-service missed its deadline, so the pool filled up',
    'A page fault in the kernel; fault tolerance worked as designed',
    'The user error rate rose from 0.5 % to 35 %',
    'Ken rolled back payment-service at 14:47',
    'We decided to roll back, and said so',
    'The team declared SEV-1 within three minutes',
    'The release caused retries, which broke the breaker’s window',
    'Mara asked the database specialist about the pool',
    'This is a blameless post-mortem; blameless language helps',
    'The engineer on call acknowledged after 40 seconds',
    'The load test ignored retries',
    'The alert should have fired at 70 %',
    'Timeouts should have a default that is longer than the provider’s p99',
    'They answered within a minute',
    'The runbook was out of date and forgot nothing that matters to us',
    'We could see the pool filling up',
    'The retries doubled; they caused most of the load and broke the breaker’s window',
    'They must have been retrying since 09:31',
    'The database’s fault domain is one zone',
    'Nothing stood out: the diff showed two numbers among forty files',
  ])('leaves alone: %s', (text) => {
    expect(findBlame(text, NAMES)).toEqual([]);
  });

  test('places are exact, ascending and do not overlap; each says why and another way', () => {
    const text = 'Ken forgot to test. Mara should have known; a reckless release.';
    const findings = findBlame(text, NAMES);
    expect(findings.map(({ from, to }) => text.slice(from, to))).toEqual(findings.map(({ found }) => found));
    expect(findings.map(({ found }) => found)).toEqual(['Ken forgot to', 'Mara should have known', 'reckless']);
    for (const { why, instead } of findings) expect(`${why}${instead}`).toMatch(/\p{L}{4}/u);
  });

  test('names are text, not patterns', () => {
    expect(findBlame('x+y broke', ['.*', '(('])).toEqual([]);
  });
});
