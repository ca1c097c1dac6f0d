// The tone of a level, the same wherever lines are shown.
import type { LogLevel } from '../../schema/index.ts';
import type { Tone } from '../theme/index.ts';

export const LEVEL_TONE: Record<LogLevel, Tone> = { error: 'bad', warn: 'warn', info: 'plain', debug: 'plain' };
