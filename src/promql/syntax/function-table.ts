/** Names, argument types and results of PromQL's functions (Prometheus 3.5, promql/parser/functions.go), experimental ones included. */
import type { ValueType } from './ast.ts';

export interface FunctionSignature {
  args: readonly ValueType[];
  /** How many arguments at the end may be left out; or 'any': the last one may repeat, or be absent. */
  optional: number | 'any';
  returns: ValueType;
}

const fn = (args: readonly ValueType[], returns: ValueType = 'vector', optional: number | 'any' = 0): FunctionSignature => ({
  args,
  optional,
  returns,
});
const OF_VECTOR = fn(['vector']);
const OF_MATRIX = fn(['matrix']);
const OF_TIME = fn(['vector'], 'vector', 1);

export const FUNCTIONS: ReadonlyMap<string, FunctionSignature> = new Map([
  ...[
    'abs',
    'absent',
    'acos',
    'acosh',
    'asin',
    'asinh',
    'atan',
    'atanh',
    'ceil',
    'cos',
    'cosh',
    'deg',
    'exp',
    'floor',
    'histogram_avg',
    'histogram_count',
    'histogram_stddev',
    'histogram_stdvar',
    'histogram_sum',
    'ln',
    'log10',
    'log2',
    'rad',
    'sgn',
    'sin',
    'sinh',
    'sort',
    'sort_desc',
    'sqrt',
    'tan',
    'tanh',
    'timestamp',
  ].map((name) => [name, OF_VECTOR] as const),
  ...[
    'absent_over_time',
    'avg_over_time',
    'changes',
    'count_over_time',
    'delta',
    'deriv',
    'idelta',
    'increase',
    'irate',
    'last_over_time',
    'mad_over_time',
    'max_over_time',
    'min_over_time',
    'present_over_time',
    'rate',
    'resets',
    'stddev_over_time',
    'stdvar_over_time',
    'sum_over_time',
    'ts_of_last_over_time',
    'ts_of_max_over_time',
    'ts_of_min_over_time',
  ].map((name) => [name, OF_MATRIX] as const),
  ...['day_of_month', 'day_of_week', 'day_of_year', 'days_in_month', 'hour', 'minute', 'month', 'year'].map(
    (name) => [name, OF_TIME] as const,
  ),
  ['clamp', fn(['vector', 'scalar', 'scalar'])],
  ['clamp_max', fn(['vector', 'scalar'])],
  ['clamp_min', fn(['vector', 'scalar'])],
  ['double_exponential_smoothing', fn(['matrix', 'scalar', 'scalar'])],
  ['histogram_fraction', fn(['scalar', 'scalar', 'vector'])],
  ['histogram_quantile', fn(['scalar', 'vector'])],
  ['info', fn(['vector', 'vector'], 'vector', 1)],
  ['label_join', fn(['vector', 'string', 'string', 'string'], 'vector', 'any')],
  ['label_replace', fn(['vector', 'string', 'string', 'string', 'string'])],
  ['pi', fn([], 'scalar')],
  ['predict_linear', fn(['matrix', 'scalar'])],
  ['quantile_over_time', fn(['scalar', 'matrix'])],
  ['round', fn(['vector', 'scalar'], 'vector', 1)],
  ['scalar', fn(['vector'], 'scalar')],
  ['sort_by_label', fn(['vector', 'string'], 'vector', 'any')],
  ['sort_by_label_desc', fn(['vector', 'string'], 'vector', 'any')],
  ['time', fn([], 'scalar')],
  ['vector', fn(['scalar'])],
]);

/** Functions whose result may vary with the time of evaluation even when their arguments do not. */
export const TIME_DEPENDENT_FUNCTIONS: ReadonlySet<string> = new Set([
  'day_of_month',
  'day_of_week',
  'day_of_year',
  'days_in_month',
  'hour',
  'minute',
  'month',
  'year',
  'predict_linear',
  'time',
  'timestamp',
]);
