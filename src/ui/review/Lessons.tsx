// Lessons in the form in which they are found again: how it looks, how to notice, what helps.
import { useView } from '../app/session-context.tsx';
import { Button, ChoiceField, Mark, TextField } from '../theme/index.ts';
import type { ReviewState } from './use-review.ts';

export function Lessons({ review: { forms, set, closed, record } }: { review: ReviewState }) {
  const view = useView();
  const { lesson } = forms;
  const setLesson = (next: typeof lesson) => set('lesson', next);
  return (
    <section className="card stack" id="step-lessons" tabIndex={-1} aria-labelledby="lessons-title">
      <h2 id="lessons-title">What do you take with you?</h2>
      <p className="quiet prose">Lessons become cards of your daily review, so write each as you would want to be asked it in a month.</p>
      <ul className="stack-tight">
        {view.lessons.map((one) => (
          <li key={one.seq} className="row">
            <Mark>{one.kind}</Mark>
            <span className="grow">{one.text}</span>
          </li>
        ))}
      </ul>
      <ChoiceField
        label="Kind of lesson"
        value={lesson.kind}
        onChange={(kind) => setLesson({ ...lesson, kind })}
        options={[
          { value: 'pattern', label: 'a pattern of failure to recognise again' },
          { value: 'diagnostic', label: 'a way of finding out' },
          { value: 'process', label: 'a way of working to change' },
        ]}
      />
      <TextField label="The lesson" rows={2} value={lesson.text} onChange={(text) => setLesson({ ...lesson, text })} maxLength={1000} />
      <div className="review-grid">
        <TextField
          label="How it looks (symptoms)"
          value={lesson.symptoms}
          onChange={(symptoms) => setLesson({ ...lesson, symptoms })}
          maxLength={1000}
        />
        <TextField
          label="How to notice"
          value={lesson.detection}
          onChange={(detection) => setLesson({ ...lesson, detection })}
          maxLength={1000}
        />
        <TextField
          label="What helps"
          value={lesson.resolution}
          onChange={(resolution) => setLesson({ ...lesson, resolution })}
          maxLength={1000}
        />
      </div>
      <div className="row">
        <Button isDisabled={closed || lesson.text.trim() === ''} onPress={() => void record('review.lesson', 'Lesson recorded')}>
          Record lesson
        </Button>
      </div>
    </section>
  );
}
