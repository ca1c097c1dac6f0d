// The field's words, searched as one types.
import { useState } from 'react';
import { TextField } from '../theme/index.ts';
import { findTerms, GLOSSARY } from './glossary.ts';

export function Glossary({ first = '' }: { first?: string }) {
  const [text, setText] = useState(first);
  const found = findTerms(text);
  return (
    <div className="stack">
      <TextField label="Search the glossary" value={text} onChange={setText} maxLength={60} />
      <p className="small quiet" role="status">
        {text.trim() === '' ? `${GLOSSARY.length} terms` : `${found.length} of ${GLOSSARY.length} terms`}
      </p>
      {found.length === 0 && <p className="empty">Nothing here is called that. Try a shorter word.</p>}
      <dl className="glossary">
        {found.map(({ term, text: meaning, also = [] }) => (
          <div key={term}>
            <dt>
              {term} {also.length > 0 && <span className="quiet small">also: {also.join(', ')}</span>}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
