// The registry of measures that a rubric may compare.
import type { Measure } from '../../schema/index.ts';
import {
  measureBeliefSwings,
  measureBrier,
  measureBrierFinal,
  measureCalibrationGap,
  measureEvidenceLooks,
  measureRivalsRuledOut,
} from './belief.ts';
import {
  measureFalseStatements,
  measureHandOverCompleteness,
  measureHintsTaken,
  measureRolesHeld,
  measureSeverityMisjudged,
  measureTargetsMissed,
} from './command.ts';
import { measureHastyAnswers, measureOwnSlips, measureRoutineDone } from './consoles.ts';
import { measureBlindActions, measureHarmfulActions, measureHarmVsIdle, measureHarmVsReference } from './harm.ts';
import type { MeasureKind } from './kind.ts';
import { measureUpdatesLate, measureUpdatesSent } from './updates.ts';

export const MEASURE_KINDS: Readonly<Record<Measure, MeasureKind>> = {
  brier: measureBrier,
  'brier final': measureBrierFinal,
  'harm vs idle': measureHarmVsIdle,
  'harm vs reference': measureHarmVsReference,
  'rivals ruled out': measureRivalsRuledOut,
  'evidence looks': measureEvidenceLooks,
  'harmful actions': measureHarmfulActions,
  'blind actions': measureBlindActions,
  'updates sent': measureUpdatesSent,
  'updates late': measureUpdatesLate,
  'calibration gap': measureCalibrationGap,
  'belief swings': measureBeliefSwings,
  'hand-over completeness': measureHandOverCompleteness,
  'severity misjudged': measureSeverityMisjudged,
  'roles held': measureRolesHeld,
  'targets missed': measureTargetsMissed,
  'false statements': measureFalseStatements,
  'hints taken': measureHintsTaken,
  'routine done': measureRoutineDone,
  'own slips': measureOwnSlips,
  'hasty answers': measureHastyAnswers,
};
