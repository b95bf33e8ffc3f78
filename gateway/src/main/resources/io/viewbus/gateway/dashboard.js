/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
'use strict';
(() => {
  // Names come from the network: they are only ever set as text.
  const $ = id => document.getElementById(id);
  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  const LANE_MS = 24000, LANE_MS_NARROW = 10000, DOT_MS = 200, DELAY_MS = 450, CHART_S = 90, KEPT_VIEWS = 200, DEAD_AFTER_MS = 3000;
  const views = new Map();   // by id, in order of counters
  const lanes = new Map();   // by name: colour, spells of presence, dots, where it was last heard
  const colourOf = new Map(); // by name, for as long as the page is open
  const points = [];         // one for each second
  let sample = null;         // the latest counters
  let before = null;         // those of about a second ago
  let members = [];
  let clockMs = 0;           // the member's clock minus ours
  let heardMs = 0;
  let incarnation = null;
  let token = sessionStorage.getItem('viewbus-token') || '';
  let dirty = true;

  // ---- what the member says ------------------------------------------------------------------------------------------

  const headers = accept => token ? { Accept: accept, Authorization: 'Bearer ' + token } : { Accept: accept };

  class Refused extends Error {
    constructor(status) { super('status ' + status); this.status = status; }
  }

  /** Reads an event stream until it ends. EventSource could neither send a token nor tell a 410 from a crash. */
  async function follow(path, take) {
    const abort = new AbortController();
    let patience = setTimeout(() => abort.abort(), 10000);
    const alive = () => { clearTimeout(patience); patience = setTimeout(() => abort.abort(), 40000); };
    try {
      const response = await fetch(path, { headers: headers('text/event-stream'), signal: abort.signal, cache: 'no-store' });
      if (!response.ok) throw new Refused(response.status);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let unread = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        alive();
        unread += value;
        for (let end = unread.indexOf('\n\n'); end >= 0; end = unread.indexOf('\n\n')) {
          const event = { type: '', data: '' };
          for (const line of unread.slice(0, end).split('\n')) {
            if (line.startsWith('event: ')) event.type = line.slice(7);
            else if (line.startsWith('data: ')) event.data += line.slice(6);
          }
          unread = unread.slice(end + 2);
          if (event.type) take(event.type, JSON.parse(event.data));
        }
      }
    } finally {
      clearTimeout(patience);
    }
  }

  const pause = ms => new Promise(done => setTimeout(done, ms));

  async function forever(once) {
    let wait = 250;
    for (;;) {
      const began = Date.now();
      try {
        await once();
      } catch (error) {
        if (error.status === 401) await askForToken();
      }
      wait = Date.now() - began > 5000 ? 250 : Math.min(3000, wait * 1.6);
      await pause(wait);
    }
  }

  /** The snapshot first, then what follows it; after a break what was missed, or the snapshot again if that is gone. */
  let lastView = null;
  async function followViews() {
    if (lastView === null) {
      const response = await fetch('/api/v1/views', { headers: headers('application/json'), cache: 'no-store' });
      if (!response.ok) throw new Refused(response.status);
      const snapshot = await response.json();
      snapshot.views.forEach(addView);
    }
    try {
      await follow('/api/v1/views?since=' + encodeURIComponent(lastView), (type, view) => { if (type === 'view') addView(view); });
    } catch (error) {
      if (error.status === 410) lastView = null;
      throw error;
    }
  }

  function addView(view) {
    lastView = view.id;
    if (views.has(view.id)) return;
    views.set(view.id, view);
    while (views.size > KEPT_VIEWS) views.delete(views.keys().next().value);
    for (const left of view.left) endSpell(left, view);
    for (const lane of lanes.values()) {
      if (!view.members.some(member => member.name === lane.name)) endSpell(lane.name, view);
    }
    for (const member of view.members) {
      const lane = laneOf(member.name);
      const open = lane.spells[lane.spells.length - 1];
      if (!open || open.to !== null || open.incarnation !== member.incarnation) {
        if (open && open.to === null) endSpell(member.name, view);
        lane.spells.push({ from: view.at, to: null, incarnation: member.incarnation, heard: null, crashed: false });
      }
    }
    dirty = true;
  }

  function laneOf(name) {
    let lane = lanes.get(name);
    if (!lane) {
      if (!colourOf.has(name)) colourOf.set(name, colourOf.size % 8);
      lane = { name, colour: colourOf.get(name), spells: [], dots: [] };
      lanes.set(name, lane);
    }
    return lane;
  }

  function endSpell(name, view) {
    const lane = lanes.get(name);
    const open = lane && lane.spells[lane.spells.length - 1];
    if (!open || open.to !== null) return;
    const departure = (view.departures || []).find(each => each.member === name);
    const silence = departure ? Math.max(0, ...departure.reports.map(report => report.silenceMs)) : 0;
    open.to = view.at;
    open.crashed = !departure || departure.cause !== 'left';
    open.heard = open.crashed ? Math.max(open.from, view.at - silence) : view.at;
  }

  function addSample(next) {
    heardMs = Date.now();
    clockMs = clockMs === 0 ? next.at - heardMs : clockMs + (next.at - heardMs - clockMs) * 0.05;
    if (incarnation !== next.incarnation) {
      // Another process than before: its counters begin again, and it has views of its own.
      if (incarnation !== null) { sample = null; before = null; points.length = 0; lastView = null; }
      incarnation = next.incarnation;
    }
    if (sample && next.at > sample.at) {
      const earlier = new Map(sample.members.map(member => [member.incarnation, member.messages]));
      for (const member of next.members) {
        const delta = member.messages - (earlier.has(member.incarnation) ? earlier.get(member.incarnation) : member.messages);
        if (delta > 0) addDot(laneOf(member.name).dots, next.at, delta);
      }
    }
    sample = next;
    if (!before) before = next;
    else if (next.at - before.at >= 1000) { addPoint(before, next); before = next; }
  }

  /** One dot for all that came within a fifth of a second: the busiest lane stays a row of dots. */
  function addDot(dots, at, n) {
    const last = dots[dots.length - 1], place = Math.floor(at / DOT_MS) * DOT_MS;
    if (last && last.at === place) last.n += n;
    else dots.push({ at: place, n });
  }

  function addPoint(from, to) {
    const s = (to.at - from.at) / 1000, a = from.counters, b = to.counters;
    const mean = (sum, samples) => b[samples] > a[samples] ? (b[sum] - a[sum]) / (b[samples] - a[samples]) / 1e6 : null;
    points.push({
      at: to.at, delivered: (b.messages_delivered - a.messages_delivered) / s, sent: (b.messages_sent - a.messages_sent) / s,
      bytes: (b.bytes_delivered - a.bytes_delivered) / s,
      delivery: mean('delivery_sum_ns', 'delivery_samples'), stable: mean('stable_sum_ns', 'stable_samples')
    });
    while (points.length > CHART_S) points.shift();
    const earlier = new Map(from.members.map(member => [member.incarnation, member]));
    members = to.members.map(member => {
      const then = earlier.get(member.incarnation);
      return { ...member, rate: then ? (member.messages - then.messages) / s : 0 };
    });
    dirty = true;
  }

  function askForToken() {
    $('token').hidden = false;
    $('token-value').focus();
    return new Promise(done => {
      $('token').onsubmit = event => {
        event.preventDefault();
        token = $('token-value').value;
        sessionStorage.setItem('viewbus-token', token);
        $('token').hidden = true;
        done();
      };
    });
  }

  // ---- words and numbers ---------------------------------------------------------------------------------------------

  const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  const count = n => n >= 1e6 ? (n / 1e6).toFixed(n < 1e7 ? 2 : 1) + 'M' : n >= 1e5 ? (n / 1e3).toFixed(0) + 'k' : whole.format(n);
  const bytes = n => n >= 1e6 ? (n / 1e6).toFixed(1) + ' MB/s' : n >= 1e3 ? (n / 1e3).toFixed(1) + ' kB/s' : Math.round(n) + ' B/s';
  const millis = ms => ms === null || ms === undefined ? '–' : ms === 0 ? '0' : ms < 0.01 ? '<0.01' : ms < 1 ? ms.toFixed(2) : ms < 10 ? ms.toFixed(1) : ms < 10000 ? Math.round(ms) + '' : (ms / 1000).toFixed(1);
  const duration = ms => ms >= 10000 ? (ms / 1000).toFixed(1) + ' s' : ms >= 1000 ? (ms / 1000).toFixed(2) + ' s' : millis(ms) + ' ms';
  const ago = ms => ms < 1500 ? 'now' : ms < 60000 ? Math.round(ms / 1000) + ' s ago' : ms < 3600000 ? Math.round(ms / 60000) + ' min ago' : (ms / 3600000).toFixed(1) + ' h ago';
  const now = () => Date.now() + clockMs;
  const CAUSES = {
    left: 'left', silent: 'fell silent', link_broken: 'was out of reach of some', unresponsive: 'did not answer any more', process_ended: 'ended',
    replaced: 'was started again', decided_elsewhere: 'was put out by others'
  };

  function unit(node, text, name) {
    node.textContent = text;
    if (name) node.append(make('span', '', name));
  }

  const latest = () => [...views.values()].pop();

  // ---- the page ------------------------------------------------------------------------------------------------------

  function health() {
    if (sample === null) return Date.now() - opened > DEAD_AFTER_MS ? 'unreachable' : 'connecting';
    if (Date.now() - heardMs > DEAD_AFTER_MS) return 'unreachable';
    return sample.over ? 'over' : sample.ready ? 'ready' : 'minority';
  }
  const opened = Date.now();

  function drawStatus() {
    const state = health();
    const words = {
      ready: ['good', 'primary', ''], connecting: ['wait', 'connecting', ''],
      minority: ['bad', 'minority', 'No quorum: this member reaches too few of the others. Nothing is delivered until it does.'],
      over: ['bad', 'out', 'This member is not in the cluster any more; open the page of another one.'],
      unreachable: ['bad', 'unreachable', 'This member does not answer. What you see is how things were; trying again.']
    }[state];
    $('status').className = 'pill ' + words[0];
    $('status').textContent = words[1];
    $('banner').hidden = words[2] === '';
    $('banner').textContent = words[2];
    if (sample) {
      $('cluster').textContent = sample.cluster;
      $('through').textContent = 'as ' + sample.member + ' sees it';
      document.title = (state === 'ready' ? '' : words[1] + ' · ') + sample.cluster + ' · Viewbus';
    }
  }

  function drawTiles() {
    const view = latest(), point = points[points.length - 1];
    if (view) {
      unit($('tile-view'), String(view.counter), view.kind === 'regular' ? '' : view.kind.replace('_', ' '));
      $('tile-view-note').textContent = 'coordinator ' + view.coordinator;
      $('tile-members').textContent = view.members.length;
      $('tile-members-note').textContent = view.members.map(member => member.name).join(' ');
      unit($('tile-change'), view.tookMs ? millis(view.tookMs) : '–', view.tookMs ? (view.tookMs < 10000 ? 'ms' : 's') : '');
      $('tile-change-note').textContent = ago(now() - view.at);
    }
    if (point) {
      unit($('tile-rate'), count(point.delivered), 'msg/s');
      $('tile-rate-note').textContent = bytes(point.bytes);
      unit($('tile-latency'), millis(point.stable), point.stable === null ? '' : point.stable < 10000 ? 'ms' : 's');
      $('tile-latency-note').textContent = point.stable === null ? 'nothing sent from here' : 'delivered here after ' + duration(point.delivery || 0);
    }
  }

  const level = (ms, limit) => ms < limit * 0.3 ? 4 : ms < limit * 0.5 ? 3 : ms < limit * 0.8 ? 2 : ms < limit ? 1 : 0;

  function drawMembers() {
    if (!sample) return;
    const body = $('members').tBodies[0], rows = new Map([...body.rows].map(row => [row.dataset.key, row]));
    members.forEach((member, rank) => {
      let row = rows.get(member.incarnation);
      rows.delete(member.incarnation);
      if (!row) {
        row = body.insertRow();
        row.dataset.key = member.incarnation;
        for (let i = 0; i < 6; i++) row.insertCell();
        ['', '', 'msg/s', 'lag', 'round trip', ''].forEach((label, i) => { row.cells[i].dataset.label = label; if (i > 1 && i < 5) row.cells[i].className = 'n'; });
        const who = make('div', 'who'), dot = make('i');
        dot.style.background = 'var(--m' + laneOf(member.name).colour + ')';
        who.append(dot, make('span', '', member.name));
        row.cells[0].append(who);
        row.cells[1].append(make('span', 'pill'));
        const quality = make('span', 'quality');
        for (let i = 0; i < 4; i++) quality.append(make('b'));
        row.cells[5].append(quality);
      }
      if (body.rows[rank] !== row) body.insertBefore(row, body.rows[rank] || null);
      row.dataset.name = member.name;
      const who = row.cells[0].firstChild, role = member.role === 'coordinator' ? 'coordinator' : member.self ? 'this one' : '';
      while (who.childNodes.length > 2) who.lastChild.remove();
      if (role) who.append(make('small', '', role));
      const pill = row.cells[1].firstChild;
      pill.className = 'pill ' + { active: 'good', quiet: 'warn', suspected: 'bad' }[member.state];
      pill.textContent = member.state;
      row.cells[2].textContent = count(member.rate || 0);
      row.cells[3].textContent = count(member.lag || 0);
      row.cells[4].textContent = member.roundTripUs ? '' : '–';
      if (member.roundTripUs) row.cells[4].append(millis(member.roundTripUs / 1000), make('span', 'unit', 'ms'));
      const q = member.state === 'suspected' ? 0 : worstHearing(rank);
      row.cells[5].firstChild.className = 'quality q' + q;
      row.cells[5].firstChild.title = q > 2 ? 'everybody hears it' : q > 0 ? 'somebody has missed it for a while' : 'suspected';
    });
    rows.forEach(row => row.remove());
  }

  function worstHearing(of) {
    const links = sample.links;
    return links.heardAgoMs.reduce((worst, row, by) => by === of ? worst : Math.min(worst, level(row[of], links.suspectAfterMs)), 4);
  }

  function drawLinks() {
    if (!sample) return;
    const links = sample.links, table = $('links'), n = links.members.length;
    $('links-note').textContent = 'suspected after ' + duration(links.suspectAfterMs);
    const key = links.members.join(' ');
    if (table.dataset.key !== key) {
      table.dataset.key = key;
      table.replaceChildren();
      const top = table.createTHead().insertRow();
      top.append(make('th', '', ''));
      links.members.forEach(name => top.append(make('th', '', name)));
      const body = table.createTBody();
      links.members.forEach(name => {
        const row = body.insertRow(), head = make('th', '', name);
        head.scope = 'row';
        row.append(head);
        for (let i = 0; i < n; i++) row.insertCell();
      });
    }
    links.heardAgoMs.forEach((row, by) => row.forEach((ms, of) => {
      const cell = table.tBodies[0].rows[by].cells[of + 1];
      cell.className = by === of ? 'self' : 'h' + level(ms, links.suspectAfterMs);
      cell.textContent = by === of ? '·' : ms < 1000 ? Math.round(ms) + ' ms' : (ms / 1000).toFixed(1) + ' s';
      cell.title = by === of ? '' : links.members[by] + ' heard ' + links.members[of] + ' ' + duration(ms) + ' ago';
    }));
  }

  let drawnViews = '';
  function drawViews() {
    const list = [...views.values()].reverse(), key = list.length && list[0].id;
    if (drawnViews !== key) {
      drawnViews = key;
      $('views').replaceChildren(...list.map(viewItem));
    }
    for (const item of $('views').children) item.querySelector('time').textContent = ago(now() - Number(item.dataset.at));
  }

  function viewItem(view) {
    const item = make('li');
    item.dataset.at = view.at;
    item.dataset.counter = view.counter;
    const number = make('div', 'number', 'View ' + view.counter);
    number.append(make('time'));
    const middle = make('div'), names = make('div', 'names');
    view.members.forEach(member => names.append(make('span', view.joined.includes(member.name) ? 'chip in' : 'chip', (view.joined.includes(member.name) ? '+ ' : '') + member.name)));
    view.left.forEach(name => names.append(make('span', 'chip out', '− ' + name)));
    middle.append(names);
    (view.departures || []).forEach(departure => middle.append(why(departure)));
    const took = make('div', 'took', view.tookMs ? duration(view.tookMs) : '');
    if (view.tookMs) took.append(make('small', '', 'stood still'));
    item.append(number, middle, took);
    return item;
  }

  function why(departure) {
    const line = make('p', 'why');
    line.append(make('b', '', departure.member), ' ' + (CAUSES[departure.cause] || departure.cause));
    if (departure.cause !== 'left' && departure.reports.length) {
      line.append(': missed ' + departure.reports.map(report => 'by ' + report.by + ' for ' + duration(report.silenceMs)).join(', '));
    }
    return line;
  }

  // ---- pictures ------------------------------------------------------------------------------------------------------

  let colours = {};
  function readColours() {
    const style = getComputedStyle(document.documentElement);
    ['ink', 'soft', 'faint', 'rule', 'view', 'bad', 'card', 'a', 'b', 'm0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7']
      .forEach(name => { colours[name] = style.getPropertyValue('--' + name).trim(); });
  }
  readColours();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { readColours(); dirty = true; });

  function prepare(canvas) {
    const scale = window.devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
    if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
    }
    const pen = canvas.getContext('2d');
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    return { pen, width, height };
  }

  const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

  function line(pen, x1, y1, x2, y2, colour, width, dash) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dash || []);
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
    pen.setLineDash([]);
  }

  function drawLanes() {
    const span = innerWidth < 640 ? LANE_MS_NARROW : LANE_MS, end = now() - DELAY_MS, start = end - span;
    const oldest = end - LANE_MS - 1000;
    for (const [name, lane] of lanes) {
      while (lane.dots.length && lane.dots[0].at < oldest) lane.dots.shift();
      while (lane.spells.length && lane.spells[0].to !== null && lane.spells[0].to < oldest) lane.spells.shift();
      if (!lane.spells.length && views.size) lanes.delete(name);
    }
    const shown = [...lanes.values()];
    const canvas = $('lanes'), tall = 46 + Math.max(3, shown.length) * (shown.length > 12 ? 22 : 46) + 'px';
    if (canvas.style.height !== tall) canvas.style.height = tall;
    const { pen, width, height } = prepare(canvas);
    const left = Math.min(110, 26 + Math.max(30, ...shown.map(lane => lane.name.length * 7.4))), right = width - 14, top = 26, foot = 20;
    const x = at => left + (at - start) / span * (right - left);
    const step = (height - top - foot) / Math.max(1, shown.length), y = i => top + (i + 0.5) * step;
    pen.font = FONT;

    for (let back = 0; back <= span; back += span > 15000 ? 4000 : 2500) {
      const at = end - back;
      line(pen, x(at), top, x(at), height - foot, colours.rule, 1);
      pen.fillStyle = colours.faint;
      pen.textAlign = back === 0 ? 'right' : back === span ? 'left' : 'center';
      pen.fillText(back === 0 ? 'now' : '−' + back / 1000 + ' s', x(at), height - 4);
    }

    pen.save();
    pen.beginPath();
    pen.rect(left - 6, 0, right - left + 12, height);
    pen.clip();
    const bars = [...views.values()].filter(view => view.at > start - 2000 && view.at <= end);
    for (const view of bars) {
      if (view.tookMs > 0) {
        pen.globalAlpha = 0.16;
        pen.fillStyle = colours.view;
        const from = x(view.at - view.tookMs);
        pen.fillRect(from, top, Math.max(1, x(view.at) - from), height - top - foot);
        pen.globalAlpha = 1;
      }
    }
    shown.forEach((lane, i) => drawLane(pen, lane, y(i), x, start, end));
    drawBars(pen, bars, x, top, height - foot, left);
    pen.restore();

    shown.forEach((lane, i) => {
      const last = lane.spells[lane.spells.length - 1], gone = !last || last.to !== null;
      pen.textAlign = 'left';
      pen.font = (gone ? '500 ' : '600 ') + FONT;
      pen.fillStyle = gone ? colours.faint : colours.ink;
      pen.fillText(lane.name.length > 11 ? lane.name.slice(0, 10) + '…' : lane.name, 14, y(i) + 4);
      pen.fillStyle = gone ? colours.faint : colours['m' + lane.colour];
      pen.beginPath();
      pen.arc(5, y(i), 4, 0, 7);
      pen.fill();
    });
  }

  function drawLane(pen, lane, y, x, start, end) {
    const colour = colours['m' + lane.colour];
    for (const spell of lane.spells) {
      const from = x(Math.max(spell.from, start - 500)), heard = spell.to === null ? end : spell.heard, to = x(Math.min(heard, end));
      pen.globalAlpha = 0.38;
      if (to > from) line(pen, from, y, to, y, colour, 2);
      pen.globalAlpha = 1;
      if (spell.crashed && spell.to !== null) {
        line(pen, to, y, x(Math.min(spell.to, end)), y, colours.faint, 1.5, [2, 5]);
      }
    }
    pen.fillStyle = colour;
    for (const dot of lane.dots) {
      if (dot.at > end) break;
      pen.beginPath();
      pen.arc(x(dot.at), y, Math.min(6, 1.6 + Math.log10(dot.n) * 0.9), 0, 7);
      pen.fill();
    }
    for (const spell of lane.spells) {
      if (spell.to !== null && spell.crashed) cross(pen, x(spell.heard), y);
    }
    for (const spell of lane.spells) {
      if (spell.from > start) ring(pen, x(spell.from), y, colour);
      if (spell.to !== null && !spell.crashed) ring(pen, x(spell.to), y, colours.faint);
    }
  }

  function ring(pen, x, y, colour) {
    pen.fillStyle = colours.card;
    pen.strokeStyle = colour;
    pen.lineWidth = 2.5;
    pen.beginPath();
    pen.arc(x, y, 5.5, 0, 7);
    pen.fill();
    pen.stroke();
  }

  function cross(pen, x, y) {
    for (const [colour, width] of [[colours.card, 7], [colours.bad, 3.2]]) {
      line(pen, x - 6, y - 6, x + 6, y + 6, colour, width);
      line(pen, x - 6, y + 6, x + 6, y - 6, colour, width);
    }
  }

  function drawBars(pen, bars, x, top, bottom, left) {
    pen.font = '600 ' + FONT;
    let free = left - 6;
    bars.forEach((view, i) => {
      const at = x(view.at), text = bars.length - i > 6 ? String(view.counter) : 'view ' + view.counter, wide = pen.measureText(text).width + 14;
      line(pen, at, top - 2, at, bottom, colours.view, 2.5);
      const from = Math.max(free, at - wide / 2);
      if (from > at + 2) return;
      free = from + wide + 3;
      pen.fillStyle = colours.view;
      pen.beginPath();
      if (pen.roundRect) pen.roundRect(from, 2, wide, 19, 9.5); else pen.rect(from, 2, wide, 19);
      pen.fill();
      pen.fillStyle = '#1b1303';
      pen.textAlign = 'center';
      pen.fillText(text, from + wide / 2, 15.5);
    });
  }

  function nice(top) {
    const power = Math.pow(10, Math.floor(Math.log10(top || 1)));
    return [1, 2, 4, 6, 8, 10].map(step => step * power).find(step => step >= top * 1.02) || power * 10;
  }

  function drawChart(id, least, series, format) {
    const { pen, width, height } = prepare($(id)), left = 62, right = width - 6, top = 8, bottom = height - 20;
    const all = points.flatMap(point => series.map(each => point[each.field])).filter(value => value !== null && isFinite(value));
    const max = nice(Math.max(least, ...all)), end = points.length ? points[points.length - 1].at : 0;
    const x = at => right - (end - at) / (CHART_S * 1000) * (right - left), y = value => bottom - value / max * (bottom - top);
    pen.font = FONT;
    for (let i = 0; i <= 4; i++) {
      const value = max * i / 4;
      line(pen, left, y(value), right, y(value), colours.rule, 1);
      if (i % 2 === 0) {
        pen.fillStyle = colours.faint;
        pen.textAlign = 'right';
        pen.fillText(format(value), left - 8, y(value) + 4);
      }
    }
    pen.fillStyle = colours.faint;
    [0, 30, 60, 90].forEach(s => {
      pen.textAlign = s === 0 ? 'right' : s === CHART_S ? 'left' : 'center';
      pen.fillText(s === 0 ? 'now' : '−' + s + ' s', right - s / CHART_S * (right - left), height - 4);
    });
    for (const each of [...series].reverse()) drawSeries(pen, each, x, y, bottom);
  }

  function drawSeries(pen, each, x, y, bottom) {
    const run = points.filter(point => point[each.field] !== null);
    if (!run.length) return;
    const trace = () => { pen.beginPath(); run.forEach((point, i) => i ? pen.lineTo(x(point.at), y(point[each.field])) : pen.moveTo(x(point.at), y(point[each.field]))); };
    const colour = colours[each.colour];
    if (each.fill && run.length > 1) {
      trace();
      pen.lineTo(x(run[run.length - 1].at), bottom);
      pen.lineTo(x(run[0].at), bottom);
      pen.closePath();
      pen.globalAlpha = 0.13;
      pen.fillStyle = colour;
      pen.fill();
      pen.globalAlpha = 1;
    }
    trace();
    pen.strokeStyle = colour;
    pen.lineWidth = 2;
    pen.stroke();
    const last = run[run.length - 1];
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(x(last.at), y(last[each.field]), 3.5, 0, 7);
    pen.fill();
  }

  function drawCharts() {
    drawChart('throughput', 9, [{ field: 'delivered', colour: 'a', fill: true }, { field: 'sent', colour: 'b' }], count);
    drawChart('latency', 0.1, [{ field: 'delivery', colour: 'a', fill: true }, { field: 'stable', colour: 'b' }], value => Number(value.toPrecision(3)) + ' ms');
  }

  // ---- going on ------------------------------------------------------------------------------------------------------

  function frame() {
    if (!document.hidden) drawLanes();
    requestAnimationFrame(frame);
  }

  setInterval(() => {
    drawStatus();
    if (document.hidden) return;
    drawLinks();
    if (dirty) {
      dirty = false;
      drawMembers();
      drawCharts();
    }
    drawTiles();
    drawViews();
  }, 200);
  addEventListener('resize', () => { dirty = true; });

  forever(followViews);
  forever(() => follow('/api/v1/counters?everyMs=100', (type, data) => { if (type === 'counters') addSample(data); }));
  requestAnimationFrame(frame);
})();
