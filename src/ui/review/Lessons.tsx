// Lessons in the form in which they are found again: how it looks, how to notice, what helps.
import { useState } from 'react';
import { useAct, useView } from '../app/session-context.tsx';
import { Button, ChoiceField, Mark, TextField } from '../theme/index.ts';

const EMPTY = { text: '', symptoms: '', detection: '', resolution: '' };

export function Lessons() {
  const view = useView();
  const act = useAct();
  const [kind, setKind] = useState<'pattern' | 'diagnostic' | 'process'>('pattern');
  const [lesson, setLesson] = useState(EMPTY);
  return (
    <section className="card stack" aria-labelledby="lessons-title">
      <h2 id="lessons-title">What do you take with you?</h2>
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
        value={kind}
        onChange={setKind}
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
        <Button
          isDisabled={lesson.text.trim() === ''}
          onPress={async () => {
            if (await act({ kind: 'review.lesson', args: { kind, ...lesson } }, 'Lesson recorded')) setLesson(EMPTY);
          }}
        >
          Record lesson
        </Button>
      </div>
    </section>
  );
}
