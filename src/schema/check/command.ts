// Incident command in a scenario: people, commands and looks that exist, items and hints told apart, and help that can be of use.
import { ENTRY_KINDS } from '../journal.ts';
import { didYouMean } from '../load/suggest.ts';
import type { Path } from '../load/yaml.ts';
import { formatDurationUs } from '../units.ts';
import { checkCommand, checkLook } from './commands.ts';
import type { Check } from './context.ts';

export function checkIncidentCommand(check: Check): void {
  checkIncident(check);
  checkDuties(check);
  checkHints(check);
  checkGuide(check);
  check.scenario.guards.forEach(({ do: command, asks }, index) => {
    if (asks === 'approval' && !Object.values(check.scenario.people).some(({ approves }) => approves.length > 0))
      check.add('scenario/no-effect', ['guards', index, 'asks'], {
        found: asks,
        expected: 'somebody who could agree',
        hint: `Give a person approves: [ { do: "${command}" } ], or let the guard ask for confirmation`,
      });
  });
}

function mustBePerson(check: Check, path: Path, id: string): void {
  check.mustExist('scenario/unknown-person', path, id, check.names.people, 'a person');
}

function mustBeEntry(check: Check, path: Path, kind: string): void {
  if ((ENTRY_KINDS as readonly string[]).includes(kind)) return;
  check.add('scenario/unknown-entry', path, {
    found: kind,
    expected: 'a kind of journal entry',
    hint: didYouMean(kind, ENTRY_KINDS, 'kind of entry'),
  });
}

function checkIncident(check: Check): void {
  const { ladder, roles, checklist } = check.scenario.incident;
  ladder.forEach(({ person }, index) => mustBePerson(check, ['incident', 'ladder', index, 'person'], person));
  check.mustDiffer(
    'scenario/duplicate-name',
    ladder.map(({ person }, index) => ({ name: person, path: ['incident', 'ladder', index, 'person'] })),
    'person on the ladder',
  );
  for (const [role, person] of Object.entries(roles)) mustBePerson(check, ['incident', 'roles', role], person);
  check.mustDiffer(
    'scenario/duplicate-name',
    checklist.map(({ id }, index) => ({ name: id, path: ['incident', 'checklist', index, 'id'] })),
    'item of the checklist',
  );
  checklist.forEach(({ entry }, index) => {
    if (entry !== undefined) mustBeEntry(check, ['incident', 'checklist', index, 'entry'], entry);
  });
}

function checkDuties(check: Check): void {
  for (const [id, { does, approves }] of Object.entries(check.scenario.people)) {
    does.forEach((duty, index) => checkCommand(check, ['people', id, 'does', index, 'do'], duty.do, { pattern: true }));
    approves.forEach((duty, index) => checkCommand(check, ['people', id, 'approves', index, 'do'], duty.do, { pattern: true }));
  }
}

function checkHints(check: Check): void {
  const { hints, meta } = check.scenario;
  check.mustDiffer(
    'scenario/duplicate-name',
    hints.map(({ name }, index) => ({ name, path: ['hints', index, 'name'] })),
    'hint',
  );
  hints.forEach(({ from, unless }, index) => {
    if (from > meta.length)
      check.add('scenario/beyond-end', ['hints', index, 'from'], {
        found: formatDurationUs(from),
        expected: `a time within the length of ${formatDurationUs(meta.length)}`,
        hint: 'Offer it earlier',
      });
    unless.forEach((look, at) => checkLook(check, ['hints', index, 'unless', at], look, { pattern: true }));
  });
}

function checkGuide(check: Check): void {
  check.scenario.guide.forEach(({ until }, index) => {
    const path = ['guide', index, 'until'];
    if ('looked' in until) checkLook(check, [...path, 'looked'], until.looked, { pattern: true });
    else if ('did' in until) checkCommand(check, [...path, 'did'], until.did, { pattern: true });
    else if ('entry' in until) mustBeEntry(check, [...path, 'entry'], until.entry);
  });
}
