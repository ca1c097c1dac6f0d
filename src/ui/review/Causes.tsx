// Why it happened, by depth: what broke, what let it through, what makes it likely again.
import { Button, TextField } from '../theme/index.ts';
import type { ReviewState } from './use-review.ts';

export function Causes({ review: { forms, set, closed, pending, record } }: { review: ReviewState }) {
  const { causes } = forms;
  const write = (change: Partial<typeof causes>) => set('causes', { ...causes, ...change });
  return (
    <section className="card stack" id="step-causes" tabIndex={-1} aria-labelledby="causes-title">
      <h2 id="causes-title">Why did it happen?</h2>
      <TextField
        label="On the surface: what broke"
        rows={2}
        value={causes.surface}
        onChange={(surface) => write({ surface })}
        maxLength={1000}
      />
      <TextField
        label="Deeper: what let it through"
        rows={2}
        value={causes.deeper}
        onChange={(deeper) => write({ deeper })}
        maxLength={1000}
      />
      <TextField
        label="Deepest: what in the way of working makes it likely again"
        rows={2}
        value={causes.deepest}
        onChange={(deepest) => write({ deepest })}
        maxLength={1000}
      />
      <div className="row">
        <Button
          isDisabled={closed || !pending.some(({ kind }) => kind === 'review.causes')}
          onPress={() => void record('review.causes', 'Causes recorded')}
        >
          Record causes
        </Button>
        {causes.surface.trim() === '' && (causes.deeper + causes.deepest).trim() !== '' && (
          <span className="small quiet">What broke is needed first.</span>
        )}
      </div>
    </section>
  );
}
