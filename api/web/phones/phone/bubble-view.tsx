import { memo } from 'react';
import type { Bubble, BubbleContent, Phone, SharedThing } from '#bot/sandbox/protocol.ts';
import { Avatar, ServiceAvatar } from '../avatar.tsx';
import { FileIcon, PictureIcon, PlaceIcon } from '../icons.tsx';
import { writerOf } from '../state/group.ts';
import { act } from '../state/store.ts';
import { MessageWords } from './message-words.tsx';
import { ArticleCard, TemplateCard, WecomCard } from './message-cards.tsx';

export interface BubbleViewProps {
  bubble: Bubble;
  phone: Phone;
  /** The last question: its lines can be tapped. */
  open: boolean;
  onLink(url: string): void;
  onEnvelopes(bubble: number): void;
}

/** One message, or one grey line between messages. */
export const BubbleView = memo(function BubbleView(props: BubbleViewProps) {
  const { bubble, phone, onEnvelopes } = props;
  const source = (
    <button type="button" className="source" onClick={() => onEnvelopes(bubble.id)}>
      原文
    </button>
  );
  if (bubble.content.kind === 'fact')
    return (
      <p className={`fact ${bubble.mine ? '' : 'broken'}`}>
        <span>{bubble.content.text}</span>
        {source}
      </p>
    );
  if (bubble.content.kind === 'template')
    return (
      <div className="bubble-wide">
        <TemplateCard content={bubble.content} onLink={props.onLink} />
        {source}
      </div>
    );
  if (bubble.place === 'group-chat') return <GroupBubble {...props} />;
  return (
    <div className={`bubble-row ${bubble.mine ? 'mine' : ''}`}>
      {bubble.place !== 'sms' && (bubble.mine ? <Avatar name={phone.name} /> : <ServiceAvatar place={bubble.place} />)}
      <div className="bubble-body">
        <Content {...props} content={bubble.content} />
      </div>
      {source}
    </div>
  );
});

/** In a group everybody's name stands above their words. They go over no network, so there is no envelope. */
function GroupBubble(props: BubbleViewProps) {
  const { bubble, phone } = props;
  const by = writerOf(bubble) ?? '';
  return (
    <div className={`bubble-row ${bubble.mine ? 'mine' : ''}`}>
      {phone.members?.includes(by) ? <Avatar name={by} /> : <ServiceAvatar place="wechat" />}
      <div className="bubble-body in-group">
        {!bubble.mine && <span className="bubble-by">{by}</span>}
        <Content {...props} content={bubble.content} />
      </div>
    </div>
  );
}

function Content({ bubble, phone, content, open, onLink }: BubbleViewProps & { content: BubbleContent }) {
  const side = bubble.mine ? 'mine' : 'theirs';
  const place = bubble.place === 'wecom' ? 'wecom' : 'wechat';
  const say = (text: string) => void act(phone.id, { do: 'say', place, text });
  switch (content.kind) {
    case 'text':
      return (
        <div className={`bubble ${side}`}>
          <MessageWords text={content.text} onLink={onLink} onChoose={open && !bubble.mine ? say : undefined} />
        </div>
      );
    case 'voice':
      return (
        <div className={`bubble ${side} voice`}>
          <span className="voice-wave" aria-label="语音">
            <i />
            <i />
            <i />
          </span>
          <span
            className="voice-length"
            aria-hidden="true"
          >{`${Math.max(1, Math.ceil([...content.text].length / 4))}″`}</span>
          <span className="voice-words">{content.text}</span>
        </div>
      );
    case 'shared':
      return (
        <div className={`bubble ${side} shared`}>
          <SharedSign what={content.what} />
          {sharedNames[content.what]}
        </div>
      );
    case 'choices':
      return (
        <div className={`bubble ${side}`}>
          {content.head !== '' && <p>{content.head}</p>}
          <ul className="menu-choices">
            {content.items.map((item) => (
              <li key={item.id}>
                <button
                  type="button"
                  onClick={() => void act(phone.id, { do: 'choose', bubble: bubble.id, item: item.id })}
                >
                  {item.text}
                </button>
              </li>
            ))}
          </ul>
          {content.tail !== '' && <p>{content.tail}</p>}
        </div>
      );
    case 'article':
      return <ArticleCard content={content} onLink={onLink} />;
    case 'card':
      return (
        <WecomCard
          content={content}
          onLink={onLink}
          onPress={(key) => act(phone.id, { do: 'press-card', bubble: bubble.id, key })}
        />
      );
    case 'sms':
      return (
        <div className="bubble theirs sms">
          <MessageWords text={content.text} onLink={onLink} onChoose={undefined} />
        </div>
      );
    case 'fact':
    case 'template':
      return null;
  }
}

const sharedNames: Record<SharedThing, string> = {
  image: '图片',
  location: '位置：拱北',
  file: '检查报告.pdf',
  video: '视频',
  link: '链接',
};

function SharedSign({ what }: { what: SharedThing }) {
  if (what === 'location') return <PlaceIcon />;
  return what === 'image' || what === 'video' ? <PictureIcon /> : <FileIcon />;
}
