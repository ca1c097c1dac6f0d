// The truth: a cause and effects that name components, remedies and red herrings that are commands, evidence that are looks.
import type { Path } from '../load/yaml.ts';
import { checkCommand, checkLook } from './commands.ts';
import type { Check } from './context.ts';

export function checkTruth(check: Check): void {
  const { truth } = check.scenario;
  const component = (path: Path, name: string): void =>
    void check.mustExist('scenario/unknown-component', ['truth', ...path], name, check.names.components, 'a component');
  if (truth.cause !== undefined) component(['cause', 'component'], truth.cause.component);
  truth.alsoAccepted.forEach((cause, i) => component(['alsoAccepted', i, 'component'], cause.component));
  truth.spreads.forEach(({ from, to }, i) => {
    component(['spreads', i, 'from'], from);
    component(['spreads', i, 'to'], to);
  });
  truth.rivals.forEach(({ cause, ruledOutBy }, i) => {
    component(['rivals', i, 'cause', 'component'], cause.component);
    if (truth.cause !== undefined && truth.cause.component === cause.component && truth.cause.kind === cause.kind)
      check.add('scenario/rival-is-truth', ['truth', 'rivals', i, 'cause'], {
        saw: `${cause.component}, ${cause.kind}`,
        expected: 'another cause than the true one',
        hint: 'A rival is an explanation to rule out',
      });
    ruledOutBy.forEach((look, j) => checkLook(check, ['truth', 'rivals', i, 'ruledOutBy', j], look, { pattern: true }));
  });
  truth.mitigations.forEach(({ frees }, i) => component(['mitigations', i, 'frees'], frees));
  truth.evidence.forEach((look, i) => checkLook(check, ['truth', 'evidence', i], look, { pattern: true }));
  for (const list of ['remedies', 'mitigations', 'redHerrings', 'harmful'] as const) {
    truth[list].forEach(({ do: text }, i) => checkCommand(check, ['truth', list, i, 'do'], text));
  }
  if (truth.quiet) {
    for (const key of ['cause', 'remedies', 'mitigations'] as const) {
      const value = truth[key];
      if (value !== undefined && !(Array.isArray(value) && value.length === 0))
        check.add(
          'scenario/quiet-with-cause',
          ['truth', key],
          { found: key, expected: 'none, because quiet says that nothing is wrong', hint: `Remove quiet, or ${key}` },
          { part: 'key' },
        );
    }
  }
}
