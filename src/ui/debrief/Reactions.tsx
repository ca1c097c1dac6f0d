// First what was felt and said in the review, before any figure: a debrief begins with the person.
import type { JournalEntry } from '../../schema/index.ts';
import { lastArgs } from '../review/forms.ts';

const PARTS = [
  ['feelings', 'How it felt'],
  ['wentWell', 'What went well'],
  ['wentBadly', 'What went badly'],
  ['lucky', 'Where you were lucky'],
] as const;

export function Reactions({ journal }: { journal: readonly JournalEntry[] }) {
  const reflection = lastArgs(journal, 'review.reflection');
  const said = PARTS.flatMap(([key, title]) => {
    const text = reflection?.[key].trim() ?? '';
    return text === '' ? [] : [{ key, title, text }];
  });
  return (
    <section className="card stack" aria-labelledby="reactions-title">
      <h2 id="reactions-title">How it was for you</h2>
      {said.length === 0 ? (
        <p className="empty">You wrote nothing down about how it was. Before you read on: what stayed with you?</p>
      ) : (
        <dl className="reactions">
          {said.map(({ key, title, text }) => (
            <div key={key}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
