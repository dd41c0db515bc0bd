/** The Official Account's menu: three buttons, and under each at most five that say a service's name as if it was typed. */

import type { ApiResult, TencentApi } from '../tencent/api.ts';

/** Top button → services. A press arrives as CLICK with the service's name as its key. */
export const MENU: Readonly<Record<string, readonly string[]>> = {
  看病预约: ['夜门诊', '专家门诊', '签到', '取消预约'],
  家庭医生: ['签约', '家人', '人工'],
  我的: ['我的', '绑定', '通知设置', '帮助', '解绑'],
};

/** Puts the menu into the account. People see it at once on opening the chat anew, otherwise within a day. */
export function pushMenu(api: TencentApi): Promise<ApiResult> {
  const button = Object.entries(MENU).map(([name, services]) => ({
    name,
    sub_button: services.map((service) => ({ type: 'click', name: service, key: service })),
  }));
  return api.post('/cgi-bin/menu/create', { button });
}
