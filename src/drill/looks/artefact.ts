// look.artefact: a document of the scenario's folder. A hidden one does not exist until it is revealed, and its name gives nothing away.
import { type Look, missing, unknownName } from './look.ts';

export const lookArtefact: Look<'look.artefact'> = ({ scenario, revealed }, { artefact: name }) => {
  const visible = scenario.artefacts.filter((artefact) => !artefact.hidden || revealed.includes(artefact.name));
  const found = visible.find((artefact) => artefact.name === name);
  if (found === undefined)
    return unknownName(
      'document',
      name,
      visible.map((artefact) => artefact.name),
    );
  const text = Object.hasOwn(scenario.files, found.file) ? scenario.files[found.file] : undefined;
  if (text === undefined) return missing(`The file of “${found.title}” is not in the scenario`);
  return {
    kind: 'artefact',
    title: found.title,
    markdown: found.file.endsWith('.md') ? text : `\`\`\`\n${text.replace(/\n?$/, '\n')}\`\`\`\n`,
  };
};
