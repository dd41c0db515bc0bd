import { useState } from 'react';
import type { BubbleContent, CardContent } from '#bot/sandbox/protocol.ts';

type Of<Kind extends BubbleContent['kind']> = Extract<BubbleContent, { kind: Kind }>;

/** A template message of the Official Account. */
export function TemplateCard({ content, onLink }: { content: Of<'template'>; onLink(url: string): void }) {
  const { title, fields, url } = content;
  return (
    <article className="template">
      <h4>{title}</h4>
      <dl>
        {fields.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {url !== undefined && (
        <button type="button" className="card-more" onClick={() => onLink(url)}>
          查看详情
        </button>
      )}
    </article>
  );
}

/** A WeChat article, or a WeCom text card: one page to open. */
export function ArticleCard({ content, onLink }: { content: Of<'article'>; onLink(url: string): void }) {
  return (
    <button type="button" className="article" onClick={() => onLink(content.url)}>
      <strong>{content.title}</strong>
      <span>{content.description}</span>
      <em>{content.button ?? '查看详情'}</em>
    </button>
  );
}

/** A WeCom template card; after the press its buttons give way to what was done. */
export function WecomCard({
  content,
  onLink,
  onPress,
}: {
  content: CardContent;
  onLink(url: string): void;
  onPress(key: string): Promise<unknown>;
}) {
  const [pressing, setPressing] = useState<string>();
  const press = async (key: string) => {
    setPressing(key);
    await onPress(key);
    setPressing(undefined);
  };
  const { source, title, description, emphasis, subtitle, lines, buttons, answered, url } = content;
  return (
    <article className="wecom-card">
      {source !== undefined && <p className="wecom-source">{source}</p>}
      <h4>{title}</h4>
      {description !== undefined && <p className="wecom-description">{description}</p>}
      {emphasis && (
        <p className="wecom-emphasis">
          <strong>{emphasis.title}</strong>
          <span>{emphasis.description}</span>
        </p>
      )}
      {subtitle !== undefined && <p className="wecom-subtitle">{subtitle}</p>}
      {lines.length > 0 && (
        <dl>
          {lines.map(({ name, value, url: page }, index) => (
            <div key={index}>
              <dt>{name}</dt>
              <dd>{page === undefined ? value : <LinkWords text={value} onOpen={() => onLink(page)} />}</dd>
            </div>
          ))}
        </dl>
      )}
      {answered !== undefined && <p className="wecom-answered">{answered}</p>}
      {answered === undefined && buttons.length > 0 && (
        <div className="wecom-buttons">
          {buttons.map(({ text, style, key, url: page }) => (
            <button
              key={key ?? text}
              type="button"
              className={`wecom-button style-${style}`}
              disabled={pressing !== undefined}
              aria-busy={key !== undefined && pressing === key}
              onClick={() => (key === undefined ? onLink(page ?? '') : void press(key))}
            >
              {text}
            </button>
          ))}
        </div>
      )}
      {url !== undefined && (
        <button type="button" className="card-more" onClick={() => onLink(url)}>
          查看详情
        </button>
      )}
    </article>
  );
}

function LinkWords({ text, onOpen }: { text: string; onOpen(): void }) {
  return (
    <button type="button" className="link" onClick={onOpen}>
      {text}
    </button>
  );
}
