import { partsOf, type Run } from '../state/words.ts';

/** The words of a message: paragraphs with links, and numbered lines that can be tapped while the question is open. */
export function MessageWords({
  text,
  onLink,
  onChoose,
}: {
  text: string;
  onLink(url: string): void;
  onChoose: ((answer: string) => void) | undefined;
}) {
  return (
    <>
      {partsOf(text).map((part, index) =>
        part.kind === 'words' ? (
          <p key={index}>
            <Runs runs={part.runs} onLink={onLink} onChoose={onChoose} />
          </p>
        ) : (
          <Line key={index} number={part.number} label={part.label} onChoose={onChoose} />
        ),
      )}
    </>
  );
}

function Line({
  number,
  label,
  onChoose,
}: {
  number: string;
  label: string;
  onChoose: ((answer: string) => void) | undefined;
}) {
  if (!onChoose) return <p className="choice-line">{`${number}. ${label}`}</p>;
  return (
    <button type="button" className="choice" onClick={() => onChoose(number)}>
      <span className="choice-number">{number}</span>
      <span className="choice-label">{label}</span>
    </button>
  );
}

function Runs({
  runs,
  onLink,
  onChoose,
}: {
  runs: Run[];
  onLink(url: string): void;
  onChoose: ((answer: string) => void) | undefined;
}) {
  return runs.map(({ text, href }, index) =>
    href === undefined ? (
      <span key={index}>{text}</span>
    ) : (
      <button key={index} type="button" className="link" onClick={() => follow(href, onLink, onChoose)}>
        {text}
      </button>
    ),
  );
}

/** WeChat's menu links say something, the others open a page. */
function follow(href: string, onLink: (url: string) => void, onChoose: ((answer: string) => void) | undefined): void {
  if (!href.startsWith('weixin:')) return onLink(href);
  const words = new URL(href).searchParams.get('msgmenucontent');
  if (words) onChoose?.(words);
}
