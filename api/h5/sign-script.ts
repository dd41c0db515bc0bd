/**
 * The signing page's script, inline under its nonce: draws with finger, pen or mouse, takes strokes back, sends once and
 * lets a bad network be tried again with the signature still there. Written for old phones' browsers, without imports.
 */
export const signScript = `
(function () {
  'use strict';
  var find = function (id) { return document.getElementById(id); };
  var canvas = find('canvas'), pad = find('pad'), alertBox = find('alert'), form = find('form');
  var back = find('back'), clear = find('clear'), send = find('submit');
  var pen = canvas.getContext('2d');
  var strokes = [], stroke = null, sending = false;

  function draw(context, width, height, line) {
    context.lineWidth = line; context.lineCap = 'round'; context.lineJoin = 'round';
    context.strokeStyle = '#10231b'; context.fillStyle = '#10231b';
    strokes.forEach(function (points) {
      var at = function (point) { return [point[0] * width, point[1] * height]; };
      var first = at(points[0]);
      context.beginPath();
      if (points.length < 3) { context.arc(first[0], first[1], line / 2, 0, 7); context.fill(); return; }
      context.moveTo(first[0], first[1]);
      for (var i = 1; i < points.length - 1; i += 1) {
        var here = at(points[i]), next = at(points[i + 1]);
        context.quadraticCurveTo(here[0], here[1], (here[0] + next[0]) / 2, (here[1] + next[1]) / 2);
      }
      context.stroke();
    });
  }

  function paint() {
    var box = canvas.getBoundingClientRect(), ratio = Math.min(window.devicePixelRatio || 1, 3);
    canvas.width = Math.round(box.width * ratio); canvas.height = Math.round(box.height * ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(pen, box.width, box.height, 3.4);
    var empty = strokes.length === 0;
    pad.classList.toggle('drawn', !empty);
    back.disabled = clear.disabled = empty;
    canvas.setAttribute('aria-label', empty ? '签名区，现在是空的' : '签名区，已写' + strokes.length + '笔');
  }

  function place(event) {
    var box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }
  function begin(event) { if (sending) return; say(''); stroke = [place(event)]; strokes.push(stroke); paint(); }
  function go(event) { if (!stroke) return; stroke.push(place(event)); paint(); }
  function end() { stroke = null; }

  if (window.PointerEvent) {
    canvas.addEventListener('pointerdown', function (event) {
      if (event.button !== 0 || !event.isPrimary) return;
      event.preventDefault(); canvas.setPointerCapture(event.pointerId); begin(event);
    });
    canvas.addEventListener('pointermove', go);
    canvas.addEventListener('pointerup', end);
    canvas.addEventListener('pointercancel', end);
  } else {
    canvas.addEventListener('touchstart', function (event) { event.preventDefault(); begin(event.touches[0]); });
    canvas.addEventListener('touchmove', function (event) { event.preventDefault(); go(event.touches[0]); });
    canvas.addEventListener('touchend', end);
    canvas.addEventListener('mousedown', begin);
    window.addEventListener('mousemove', go);
    window.addEventListener('mouseup', end);
  }

  back.addEventListener('click', function () { strokes.pop(); paint(); });
  clear.addEventListener('click', function () { strokes = []; say(''); paint(); });
  window.addEventListener('resize', paint);
  find('read').addEventListener('click', function (event) {
    event.preventDefault();
    find('signing').focus({ preventScroll: true });
    find('signing').scrollIntoView({ block: 'start' });
  });

  function say(text) { alertBox.textContent = text; if (text) alertBox.scrollIntoView({ block: 'center' }); }

  function inked() {
    var box = canvas.getBoundingClientRect(), length = 0;
    strokes.forEach(function (points) {
      for (var i = 1; i < points.length; i += 1)
        length += Math.abs(points[i][0] - points[i - 1][0]) * box.width + Math.abs(points[i][1] - points[i - 1][1]) * box.height;
    });
    return length > 60;
  }

  function picture() {
    var box = canvas.getBoundingClientRect(), copy = document.createElement('canvas');
    copy.width = 600; copy.height = Math.round(600 * box.height / box.width);
    var context = copy.getContext('2d');
    context.fillStyle = '#fff'; context.fillRect(0, 0, copy.width, copy.height);
    draw(context, copy.width, copy.height, 5);
    return copy.toDataURL('image/png');
  }

  function busy(is) { sending = is; send.disabled = is; send.textContent = is ? '正在提交…' : '提交签名'; }

  form.addEventListener('submit', function (event) {
    if (sending) { event.preventDefault(); return; }
    if (!inked()) { event.preventDefault(); say('还没有看到您的签名。请在方框里用手指写下姓名，再按“提交签名”。'); return; }
    find('signature').value = picture();
    busy(true);
    if (!window.fetch || !window.URLSearchParams) return;
    event.preventDefault();
    var body = new URLSearchParams();
    body.set('signature', find('signature').value);
    body.set('shown', form.elements.shown.value);
    fetch(location.pathname, { method: 'POST', headers: { Accept: 'application/json' }, body: body })
      .then(function (answer) { return answer.json().then(function (said) { return { ok: answer.ok, said: said }; }); })
      .then(function (answer) {
        if (answer.ok || answer.said.state === 'gone') { location.reload(); return; }
        busy(false); say(answer.said.message || '没有提交成功，请再按一次“提交签名”。');
      })
      .catch(function () { busy(false); say('网络不太好，没有提交成功。签名还在，请再按一次“提交签名”。'); });
  });
  window.addEventListener('pageshow', function () { busy(false); });
  paint();
})();
`;
