import { errcode, type Handler } from '../endpoint.ts';
import type { Followers } from './followers.ts';
import type { Tags } from './tag.ts';

/** GET /cgi-bin/user/info: no nickname and no picture, as since 2021-12-27 (platform.md §2.6). */
export function userInfo(followers: Followers, tags: Tags): Handler {
  return ({ query }) => {
    const openid = query['openid'] ?? '';
    const follower = followers.find(openid);
    if (!follower) return errcode(40003, 'invalid openid');
    if (!follower.following) return { body: { subscribe: 0, openid, tagid_list: [] } };
    return {
      body: {
        subscribe: 1,
        openid,
        language: 'zh_CN',
        subscribe_time: Math.floor(follower.since / 1000),
        remark: '',
        groupid: 0,
        tagid_list: tags.of(openid),
        subscribe_scene: follower.scene === '' ? 'ADD_SCENE_SEARCH' : 'ADD_SCENE_QR_CODE',
        qr_scene: /^\d+$/.test(follower.scene) ? Number(follower.scene) : 0,
        qr_scene_str: follower.scene,
      },
    };
  };
}
