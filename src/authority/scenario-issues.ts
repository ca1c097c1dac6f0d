// What only rooms above the schema can find wrong with a scenario: the world, its rules, and the routes of its alerts.
import { compileIssues as engineIssues } from '../engine/index.ts';
import type { InputIssue, Scenario } from '../schema/index.ts';
import { alertingIssues } from './alert-desk.ts';

/** Every issue of a scenario that was loaded; places are found by path (`withPlaces`). */
export function compileIssues(scenario: Scenario): InputIssue[] {
  return [...engineIssues(scenario), ...alertingIssues(scenario)];
}
