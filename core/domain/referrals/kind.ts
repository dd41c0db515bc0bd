import type { Referral } from '#prisma/generated/sqlite/client.ts';

/** What a referral is called: 转诊, 检查, 转回社区. */
export function referralKind({ direction }: Pick<Referral, 'direction'>): string {
  switch (direction) {
    case 'up':
      return '转诊';
    case 'test':
      return '检查';
    case 'down':
      return '转回社区';
  }
}
