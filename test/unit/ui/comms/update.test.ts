// Updates: templates from what the room shows, figures from the instruments, the check before sending, what the reader gets. On a real run.
import { describe, expect, it } from 'vitest';
import type { AudienceName, DrillView } from '../../../../src/schema/index.ts';
import { dueOf } from '../../../../src/ui/comms/cadence.ts';
import { checkUpdate } from '../../../../src/ui/comms/check-update.ts';
import { paragraphsOf, warRoomLine } from '../../../../src/ui/comms/reader-text.ts';
import { sentUpdates } from '../../../../src/ui/comms/sent.ts';
import { templateTexts } from '../../../../src/ui/comms/template-values.ts';
import { TEMPLATES } from '../../../../src/ui/comms/templates.ts';
import {
  AUDIENCES,
  EMPTY_UPDATE,
  nextDraft,
  readingsOf,
  takenAtUs,
  UPDATE_STATES,
  UPDATE_TEXTS,
  type UpdateDraft,
  updateArgs,
  withReadings,
} from '../../../../src/ui/comms/update-draft.ts';
import { Drill, MIN } from '../../../support/drills.ts';

const paged = new Drill().paged(MIN);
const view = paged.view;
const full: UpdateDraft = {
  ...withReadings(EMPTY_UPDATE, readingsOf(view), view.nowUs),
  whatHappened: 'Nobody can pay.',
  impactText: 'Browsing works.',
  done: 'Rolled back.',
  unknowns: 'Whether it lasts.',
  nextSteps: 'Watch it.',
  confidence: 0.8,
  etaFrom: 5,
  etaTo: 15,
  nextUpdate: 10,
};
const says = (audience: AudienceName, draft: Partial<UpdateDraft>, shown: DrillView = view) =>
  checkUpdate(audience, { ...full, ...draft }, shown).map(({ weight, says: text }) => `${weight}: ${text}`);

describe('the check before an update goes out', () => {
  it('finds nothing where nothing is missing', () => {
    for (const audience of ['executive', 'support', 'war room'] as const) expect(says(audience, {})).toEqual([]);
  });

  it('stops what says nothing, and an estimate that ends before it begins', () => {
    expect(checkUpdate('executive', EMPTY_UPDATE, view).map(({ weight }) => weight)).toEqual(['stops']);
    expect(says('executive', { etaFrom: 20 })).toEqual(['stops: The estimate ends before it begins.']);
  });

  it.each([
    ['no figure', { errorPercent: undefined, usersAffected: undefined, revenueLost: undefined }, /No figure/],
    ['no next update', { nextUpdate: undefined }, /No time for the next update/],
    ['a point instead of a range', { etaTo: 5 }, /The estimate is a point/],
    ['half a range', { etaTo: undefined }, /The estimate is a point/],
    ['no confidence', { confidence: undefined }, /How sure you are/],
    ['no next step', { nextSteps: ' ' }, /What happens next/],
    ['a blank that was not filled', { done: 'We did [what was done].' }, /A blank is left: \[what was done\] in “What we did”/],
    ['resolved while alerts fire', { state: 'resolved' as const }, /It says resolved, and/],
  ])('names %s', (_, draft, expected) => {
    expect(says('executive', draft).join('\n')).toMatch(expected);
  });

  it('compares figures with the instruments: typed ones by size, taken ones by age', () => {
    const users = view.impact.usersAffected;
    expect(users).toBeGreaterThan(10);
    expect(says('executive', { usersAffected: users * 3 }).join()).toMatch(/was typed as/);
    expect(says('executive', { usersAffected: Math.round(users * 1.1) })).toEqual([]);
    expect(says('executive', {}, { ...view, nowUs: view.nowUs + 10 * MIN }).join()).toMatch(/was read 10 min ago/);
  });

  it('knows what does not belong on the public page', () => {
    const found = says('status page', { whatHappened: 'The pods of web restart.' }).join('\n');
    expect(found).toMatch(/Customers do not know web/);
    expect(found).toMatch(/no concern of customers/);
  });
});

describe('figures', () => {
  it('carry their source and instant until they are changed by hand', () => {
    expect(takenAtUs(full, 'usersAffected')).toBe(view.nowUs);
    expect(takenAtUs({ ...full, usersAffected: 1 }, 'usersAffected')).toBeUndefined();
    expect(updateArgs('executive', full).impact.errorRatio).toBeCloseTo(view.impact.errorRatio ?? Number.NaN, 3);
  });

  it('that were not said are left out, not zero', () => {
    expect(updateArgs('support', EMPTY_UPDATE)).not.toHaveProperty('impact.usersAffected');
    expect(updateArgs('support', EMPTY_UPDATE)).not.toHaveProperty('eta');
  });
});

describe('templates', () => {
  it('exist for every audience and state, with only values that the room knows', () => {
    for (const audience of AUDIENCES)
      for (const state of UPDATE_STATES) {
        const texts = templateTexts(view, audience, state);
        const all = UPDATE_TEXTS.map((name) => texts[name]).join(' ');
        expect(all.length).toBeGreaterThan(60);
        expect(all).not.toMatch(/\{\{|undefined/);
      }
  });

  it('leave a blank where nobody knows, and the check finds it', () => {
    const texts = templateTexts(view, 'executive', 'mitigating');
    expect(texts.done).toBe('[what was done].');
    expect(says('executive', texts).join()).toMatch(/blanks are left/);
  });

  it('name the severity, the page and the last action once there is one', () => {
    const drill = new Drill().paged(MIN);
    drill.add('incident.declare', { severity: 'SEV-1' });
    drill.add('command.restart', { target: 'web' });
    expect(templateTexts(drill.view, 'executive', 'mitigating').done).toMatch(/^restart web at \d\d:\d\d\.$/);
    expect(templateTexts(drill.view, 'executive', 'investigating').whatHappened).toContain('SEV-1');
    drill.add('incident.declare', { severity: 'SEV-4' });
    expect(templateTexts(drill.view, 'executive', 'investigating').nextSteps).not.toBe(TEMPLATES.executive.investigating.nextSteps);
  });
});

describe('what the reader gets', () => {
  const context = { startsAtMs: view.scenario.startsAtMs, atUs: view.nowUs, severity: 'SEV-1', currency: 'EUR', title: 'Shop' };
  it('says the range as times of day, and nothing that was not written', () => {
    const parts = paragraphsOf(updateArgs('executive', { ...full, unknowns: '' }), context);
    expect(parts.map(({ label }) => label)).not.toContain('Not known yet');
    expect(parts.find(({ label }) => label === 'Back to normal')?.text).toMatch(
      /^Expected in 5 to 15 minutes, between \d\d:\d\d and \d\d:\d\d\.$/,
    );
  });
  it('is one line in the war room', () => {
    expect(warRoomLine(updateArgs('war room', full), context)).toMatch(
      /^\[\d\d:\d\d\] \[communications\] investigating: Nobody can pay\. /,
    );
  });
});

describe('cadence', () => {
  const asked = (byUs: number): DrillView => ({
    ...view,
    messages: [],
    timed: true,
    ended: false,
    owedUpdate: { audience: 'executive', byUs },
  });
  it('takes the first of what was promised and what the severity asks for', () => {
    const due = dueOf(
      {
        ...asked(view.nowUs + 9 * MIN),
        cadence: [{ audience: 'executive', everyUs: 30 * MIN, lastUs: undefined, nextUs: view.nowUs + 4.5 * MIN }],
      },
      'executive',
    );
    expect(due).toMatchObject({ tone: 'plain', words: 'due in 4 min' });
  });
  it('says late as late', () => {
    expect(dueOf(asked(view.nowUs - 3 * MIN), 'executive')).toMatchObject({ tone: 'bad', words: 'overdue by 3 min' });
    expect(dueOf(asked(view.nowUs + MIN), 'executive').tone).toBe('warn');
  });
  it('does not run without a clock', () => {
    expect(dueOf({ ...asked(view.nowUs - MIN), timed: false }, 'executive')).toEqual({
      tone: 'plain',
      words: 'not told yet',
      byUs: undefined,
    });
  });
});

describe('what was sent', () => {
  it('goes with what readers wrote back, and can begin the next one', () => {
    const drill = new Drill().paged(MIN);
    const args = updateArgs('executive', full);
    drill.add('comms.status-update', args);
    drill.at(drill.t0 + 5 * MIN);
    drill.add('comms.status-update', { ...args, whatHappened: 'Better.' });
    drill.at(drill.t0 + 9 * MIN);
    const sent = sentUpdates(drill.authority.journal, drill.view, 'executive');
    expect(sent.map((update) => update.args.whatHappened)).toEqual(['Better.', 'Nobody can pay.']);
    const reacted = drill.view.messages.filter(
      ({ channel, from }) => channel === 'executive' && drill.view.people.some(({ name }) => name === from),
    );
    expect(reacted.length).toBeGreaterThan(0);
    expect(sent.flatMap(({ replies }) => replies)).toHaveLength(reacted.filter(({ atUs }) => atUs > sent[1]!.atUs).length);
    expect(nextDraft(sent[1]!.args)).toMatchObject({
      whatHappened: 'Nobody can pay.',
      done: '',
      usersAffected: undefined,
      nextUpdate: undefined,
    });
  });
});
