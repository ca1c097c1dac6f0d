// Markdown from a scenario, as text only: no HTML passes, and links lead to http(s) or within the page.
import MarkdownIt from 'markdown-it';
import { useMemo } from 'react';
import './markdown.css';

const reader = new MarkdownIt({ html: false, linkify: false, typographer: false });
reader.validateLink = (url) => /^(?:https?:\/\/|#)/i.test(url.trim());
// Pictures would let a scenario reach the network.
reader.disable('image');
const renderLink = reader.renderer.rules['link_open'] ?? ((tokens, index, options, _env, self) => self.renderToken(tokens, index, options));
reader.renderer.rules['link_open'] = (tokens, index, options, env, self) => {
  tokens[index]?.attrSet('rel', 'noopener noreferrer nofollow');
  tokens[index]?.attrSet('target', '_blank');
  return renderLink(tokens, index, options, env, self);
};

export default function Markdown({ text }: { text: string }) {
  const html = useMemo(() => reader.render(text), [text]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: markdown-it escapes all HTML (html: false) and refuses other link schemes
  return <div className="markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}
