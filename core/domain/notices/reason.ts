/** Why a delivery left as it did. Stored in `Delivery.reason`: never renamed. */
export type SendingReason =
  | 'reply-window'
  | 'window-closed'
  | 'window-used-up'
  | 'wecom'
  | 'phone'
  | 'form-refused'
  | 'channel-paused-elsewhere';

/** Why a delivery waits. */
export type WaitingReason =
  | 'quiet-hours'
  | 'channel-paused'
  | 'retrying'
  | 'next-form'
  | 'member-limit'
  | 'in-line'
  | 'awaiting-person'
  | 'broadcast-paused'
  | 'area-stopped';

/** Why a delivery ended without being sent. */
export type EndingReason =
  | 'expired'
  | 'no-longer-due'
  | 'quiet-until-expiry'
  | 'switched-off'
  | 'unbound'
  | 'unfollowed'
  | 'staff-left'
  | 'deceased'
  | 'unreachable'
  | 'no-channel'
  | 'recipient-gone'
  | 'refused'
  | 'tries-used-up'
  | 'outcome-unknown'
  | 'unknown-answer'
  | 'sent-before'
  | 'unreadable'
  | 'blocked'
  | 'failed-at-platform'
  | 'broadcast-cancelled';

export type DeliveryReason = SendingReason | WaitingReason | EndingReason;

/** What operators read. */
const reasonWords: Readonly<Record<DeliveryReason, string>> = {
  'reply-window': '对方最近来过消息，用客服消息发',
  'window-closed': '对方最近没有来过消息，用模板消息发',
  'window-used-up': '客服消息条数已用完，用模板消息发',
  wecom: '用企业微信发',
  phone: '用短信发',
  'form-refused': '前一种方式发不到，换一种方式发',
  'channel-paused-elsewhere': '原渠道暂停，换一种方式发',
  'quiet-hours': '免打扰时间，等到结束再发',
  'channel-paused': '渠道暂停，等恢复再发',
  retrying: '没发出去，稍后再试',
  'next-form': '换一种方式再发',
  'member-limit': '这位同事一分钟内的消息太多，稍后再发',
  'in-line': '前面的回答还没发出，按顺序等着',
  'awaiting-person': '现在不能主动发，等对方再来消息就发',
  'broadcast-paused': '这次广播暂停了，等恢复再发',
  'area-stopped': '这个片区停发，等恢复再发',
  'broadcast-cancelled': '这次广播取消了，没有发',
  expired: '过时了，没有发',
  'no-longer-due': '事情已经办了，不用再发',
  'quiet-until-expiry': '免打扰时间内就过时，没有发',
  'switched-off': '对方关闭了这类通知',
  unbound: '对方已解绑',
  unfollowed: '对方已取消关注',
  'staff-left': '工作人员已离岗',
  deceased: '居民已去世',
  unreachable: '没有可用的联系方式，请打电话',
  'no-channel': '这个渠道没有接通',
  'recipient-gone': '对方账号不再接收，请打电话',
  refused: '平台不接受这条消息，请检查设置',
  'tries-used-up': '多次发送都没有成功，请打电话',
  'outcome-unknown': '不知道对方收到没有，请打电话确认',
  'unknown-answer': '平台的答复不认识，请检查后重发',
  'sent-before': '上一次其实已经发出',
  unreadable: '数据异常，内容打不开',
  blocked: '对方拒收公众号消息',
  'failed-at-platform': '平台没有送达',
};

/** A stored reason in words; a job's or a platform's code as it is. */
export function reasonOf(stored: string | null): string {
  return stored === null ? '' : ((reasonWords as Readonly<Record<string, string>>)[stored] ?? stored);
}
