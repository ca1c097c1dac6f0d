// The reference response to the timeout cascade, by hand: what its journal says, done with the mouse and the keys of the room.
import { expect } from 'vitest';
import type { Hands } from './hands.ts';

/** Steps the standing clock on, minute by minute. */
export async function ahead(hands: Hands, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    const before = await hands.text('.bar-time');
    await hands.press('One minute ahead');
    await expect.poll(() => hands.text('.bar-time'), { timeout: 30_000 }).not.toBe(before);
  }
}

/** From the page to the end of the incident. The clock stands, so that only the minutes stepped ahead pass. */
export async function respond(hands: Hands): Promise<void> {
  await hands.press('Running: pause the clock');
  await hands.press('Acknowledge');
  await hands.press('Declare');
  await hands.fill('In one sentence', 'Customers cannot sign in or pay');
  await hands.press('Declare SEV-1');

  await hands.press('Facts', true);
  await know(hands, 'API errors, pool exhausted and payments failing began within the same minute', 'known');
  await know(hands, 'Which of the alerts is the source and which are symptoms', 'unknown');
  await hands.press('Plan', true);
  await hands.press('Record this order');
  await hands.see('Recorded:');

  await hands.press('Changes', true);
  await hands.see('2.4.1 → 2.4.2');
  await hands.press('Hypotheses', true);
  await suppose(hands, 'payment-service', 'configuration', 60);
  await suppose(hands, 'payments.stripe.example', 'down', 25);
  await suppose(hands, 'shop-db-pool', 'too small', 10);
  await hands.fill('Because', 'A deployment came two minutes before the first errors, and the first errors are its own');
  await hands.press('Record these beliefs');
  await hands.see('Last recorded');

  await hands.press('Sessions', true);
  await hands.see('Sessions of');
  await pinLastLook(hands, 'shop-db-pool', 'against', 'payment-service holds the connections; the queries are fast');
  await hands.press('Facts', true);
  await know(hands, 'Payment requests hold the connections and wait for something else than the database', 'known');
  await hands.press('Hypotheses', true);
  await hands.press('Providers', true);
  await hands.see('operational');
  await pinLastLook(hands, 'payments.stripe.example', 'against', 'operational');
  await hands.press('Changes', true);
  await hands.press('Configuration diff of payment-service 2.4.2');
  await hands.see('stripe_connect_timeout: 500ms');
  await pinLastLook(hands, 'payment-service', 'for', 'both timeouts cut to a tenth');
  await hands.fill('payment-service: configuration, percent', '95');
  await hands.fill('payments.stripe.example: down, percent', '3');
  await hands.fill('shop-db-pool: too small, percent', '1');
  await hands.fill('Because', 'The diff explains the timeouts, the held connections and the time of the first error');
  await hands.press('Record these beliefs');
  await ahead(hands, 1);

  await hands.press('Roll back payment-service');
  await hands.press('Run the pre-flight check');
  await hands.see('There is a version to go back to');
  await hands.fill('What do I expect, and by when?', 'The error ratio is below 10 % about two minutes after the start');
  await hands.fill('How will I verify it?', 'API error ratio, connections in use, payments by outcome');
  await hands.fill('What do I do if it fails?', 'Roll forward at once and open the breaker to free the pool');
  await hands.fill('How sure am I that it works?', '90');
  await hands.press('Roll back: payment-service');
  await hands.see('rollback payment-service');

  await ahead(hands, 4);
  await hands.press('Communicate', true);
  await hands.fill('What happened', 'A release of the payment service shortened the time it waits for our payment provider.');
  await hands.fill('What we did', 'We are rolling the release back, pod by pod.');
  await hands.fill('What we do not know', 'Why the change was made, and whether anything else is hidden behind it.');
  await hands.fill('Next steps', 'Watch the recovery, confirm that payments succeed.');
  await hands.press('Take all from the instruments');
  await hands.fill('How sure are we of the cause?', '90');
  await hands.fill('From', '1');
  await hands.fill('To', '6');
  await hands.fill('In minutes', '10');
  await hands.press('Send to executive');
  await hands.press('Dashboards', true);
  await hands.see('API error ratio');
  await ahead(hands, 3);
  await hands.press('Communicate', true);
  await hands.fill('State', 'resolved');
  await hands.fill('What happened', 'The rollback of payment-service is complete and all figures are normal.');
  await hands.press('Take all from the instruments');
  await hands.fill('In minutes', '');
  await hands.press('Send to executive');
  await hands.press('Finish');
  await hands.fill('What solved it', 'Rollback to 2.4.1; errors, pool, latency and payments are at their baseline');
  await hands.press('Declare resolved');
}

/** The review as the reference writes it, up to its submission. */
export async function review(hands: Hands): Promise<void> {
  await hands.press('Open the review');
  await hands.fill('What went well', 'Triage before action; two explanations were kept until the diff decided.');
  await hands.fill('What went badly', 'The release list should have been the first look.');
  await hands.press('Record reactions');
  await hands.fill(
    'On the surface',
    'A connect timeout shorter than the provider needs, so payments were retried while they held a connection.',
  );
  await hands.fill('Deeper', 'The release went to production without review, staging or a load test.');
  await hands.fill('Deepest', 'There is no checklist for configuration, and a change called minor skips the process.');
  await hands.press('Record causes');
  await decide(hands, 'payment-service configuration is the cause', '95');
  await decide(hands, 'the rollback will fix it', '90');
  await learn(hands, 'pattern', 'A timeout shorter than the variability of a dependency turns into a cascade through a shared pool');
  await learn(hands, 'diagnostic', 'An exhausted pool is a symptom: find who holds the connections and what the holder waits for');
  await learn(hands, 'process', 'A change of configuration needs the same review and staging as a change of code');
  await learn(hands, 'process', 'A change of a timeout needs a load test against the measured latency of the dependency');
  await undertake(hands, 'Require review and staging for every deployment', 'platform team', '2024-01-22');
  await undertake(hands, 'Write a guideline for timeouts with a load test', 'payments team', '2024-02-05');
  await undertake(hands, 'Release the connection before a retry sleeps', 'payments team', '2024-01-29');
  await hands.press('Run ahead to');
  await hands.press('Deployment notes of payment-service v2.4.2');
  await hands.choose('Names the process');
  await hands.press('Record 5', true);
  await hands.press('Submit and open the debrief');
  await hands.press('Submit', true);
}

async function know(hands: Hands, text: string, status: 'known' | 'unknown'): Promise<void> {
  await hands.fill('Note', text);
  await hands.fill('This is', status);
  await hands.press('Write down');
  await hands.see(text);
}

async function suppose(hands: Hands, component: string, kind: string, percent: number): Promise<void> {
  await hands.fill('Component', component);
  await hands.fill('Kind of fault', kind);
  await hands.press('Add hypothesis');
  await hands.fill(`${component}: ${kind}, percent`, String(percent));
}

async function pinLastLook(hands: Hands, component: string, speaks: 'for' | 'against', note: string): Promise<void> {
  await hands.press('Pin the last look');
  await hands.pick('Hypothesis', component);
  await hands.fill('It speaks', speaks);
  await hands.fill('What in it says so', note);
  await hands.press('Pin as evidence');
  await hands.gone('Pin as evidence');
}

async function decide(hands: Hands, decision: string, percent: string): Promise<void> {
  await hands.fill('Decision or expectation', decision);
  await hands.fill('How sure were you?', percent);
  await hands.press('Record decision');
  await hands.holds('Decision or expectation', '');
}

async function learn(hands: Hands, kind: string, text: string): Promise<void> {
  await hands.fill('Kind of lesson', kind);
  await hands.fill('The lesson', text);
  if (kind === 'pattern') {
    await hands.fill('How it looks', 'connection timeouts, pool exhausted, unrelated requests failing');
    await hands.fill('How to notice', 'look at recent deployments first and at configuration above all');
    await hands.fill('What helps', 'roll back or restore the timeout');
  }
  await hands.press('Record lesson');
  await hands.holds('The lesson', '');
}

async function undertake(hands: Hands, text: string, owner: string, due: string): Promise<void> {
  await hands.fill('Action item', text);
  await hands.fill('Owner', owner);
  await hands.fill('Due', due);
  await hands.press('Record action item');
  await hands.holds('Action item', '');
}
