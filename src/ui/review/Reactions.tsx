// First of all, how it was: before any fact is looked at, and kept with the post-mortem.
import { Button, TextField } from '../theme/index.ts';
import type { ReviewState } from './use-review.ts';

export function Reactions({ review: { forms, set, closed, pending, record } }: { review: ReviewState }) {
  const { reflection } = forms;
  const write = (change: Partial<typeof reflection>) => set('reflection', { ...reflection, ...change });
  return (
    <section className="card stack" id="step-reflection" tabIndex={-1} aria-labelledby="reflection-title">
      <h2 id="reflection-title">How was it?</h2>
      <div className="review-grid">
        <TextField
          label="How did it feel?"
          rows={2}
          value={reflection.feelings}
          onChange={(feelings) => write({ feelings })}
          maxLength={2000}
        />
        <TextField
          label="What went well"
          rows={3}
          value={reflection.wentWell}
          onChange={(wentWell) => write({ wentWell })}
          maxLength={4000}
        />
        <TextField
          label="What went badly"
          rows={3}
          value={reflection.wentBadly}
          onChange={(wentBadly) => write({ wentBadly })}
          maxLength={4000}
        />
        <TextField
          label="Where were you lucky?"
          rows={2}
          value={reflection.lucky}
          onChange={(lucky) => write({ lucky })}
          maxLength={4000}
        />
      </div>
      <div className="row">
        <Button
          isDisabled={closed || !pending.some(({ kind }) => kind === 'review.reflection')}
          onPress={() => void record('review.reflection', 'Reactions recorded')}
        >
          Record reactions
        </Button>
      </div>
    </section>
  );
}
