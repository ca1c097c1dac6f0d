// One card being asked. Space shows the answer; 1 to 4 say how well it was known.
import { useEffect, useState } from 'react';
import type { LearningCard } from '../../host/client/index.ts';
import { Button, Mark } from '../theme/index.ts';
import { intervalText } from './due.ts';
import { type AnswerGrade, GRADES, outcomes } from './schedule.ts';

const WORDS: Readonly<Record<AnswerGrade, string>> = { again: 'Again', hard: 'Hard', good: 'Good', easy: 'Easy' };

export function AskedCard({ card, onAnswer }: { card: LearningCard; onAnswer: (grade: AnswerGrade) => void }) {
  const [shown, setShown] = useState(false);
  const [nowMs] = useState(() => Date.now());
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      // A dialog has the keys, and a focused control its own space bar.
      if (document.querySelector('[role="alertdialog"]') !== null) return;
      const onControl = event.target instanceof Element && event.target.closest('button, a, input, select, textarea, summary') !== null;
      const grade = GRADES[Number(event.key) - 1];
      if (!shown && event.key === ' ' && !onControl) setShown(true);
      else if (shown && grade !== undefined) onAnswer(grade);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [shown, onAnswer]);
  const next = shown ? outcomes(card.schedule, nowMs) : undefined;
  return (
    <article className="card practice-card" aria-label="Card">
      <div className="row-between">
        <Mark>{card.kind}</Mark>
        {card.from !== undefined && <span className="small quiet">from “{card.from.title}”</span>}
      </div>
      <p className="practice-question">{card.question}</p>
      <div aria-live="polite" className="practice-answer">
        {shown && <p>{card.answer}</p>}
      </div>
      {next === undefined ? (
        <div className="practice-keys">
          <Button kind="primary" onPress={() => setShown(true)}>
            Show the answer <kbd>space</kbd>
          </Button>
        </div>
      ) : (
        <div className="practice-keys" role="group" aria-label="How well did you know it?">
          {GRADES.map((grade, index) => (
            <Button
              key={grade}
              onPress={() => onAnswer(grade)}
              kind={grade === 'good' ? 'primary' : 'default'}
              autoFocus={grade === 'good'}
            >
              <span className="practice-grade">
                <span>
                  {WORDS[grade]} <kbd>{index + 1}</kbd>
                </span>
                <span className="small">{intervalText(Date.parse(next[grade].dueAt) - nowMs)}</span>
              </span>
            </Button>
          ))}
        </div>
      )}
    </article>
  );
}
