/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
// The dashboard in a real browser, against three real processes: a member that is killed disappears from the page, and comes back;
// the page says when its own member does not answer, and goes on when it is back; a minority is shown. Exit code 0 if all of it is so.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [jar, docs] = process.argv.slice(2);
const pictures = process.env.VIEWBUS_PICTURES || mkdtempSync(join(tmpdir(), 'viewbus-dashboard-'));
const port = 20000 + 2 * Math.floor(Math.random() * 5000);
const address = `239.255.${1 + Math.floor(Math.random() * 250)}.${1 + 2 * Math.floor(Math.random() * 120)}:${port}`;
const processes = new Map();
const PATIENCE = 60000;

function start(name, httpPort = 0) {
  const child = spawn('java', ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', jar, 'agent', '--member', name,
    '--cluster', 'shop', '--address', address, '--http', `127.0.0.1:${httpPort}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  processes.set(name, child);
  child.text = '';
  return new Promise((resolve, reject) => {
    child.stdout.on('data', data => {
      child.text += data;
      const line = child.text.match(/dashboard (\S+)[^]*view /);
      if (line) resolve(line[1]);
    });
    child.on('exit', code => reject(new Error(`${name} ended with ${code}: ${child.text}`)));
  }).finally(() => child.removeAllListeners('exit'));
}

// Three messages at a time and a moment of rest, as long as the member lives: lanes without messages show little.
async function publish(name, uri) {
  const child = processes.get(name);
  while (processes.get(name) === child) {
    try {
      for (let i = 0; i < 3; i++) await fetch(`${uri}api/v1/topics/orders`, { method: 'POST', body: `an order of ${name}` });
    } catch (error) {
      if (processes.get(name) === child) throw error;
    }
    await new Promise(done => setTimeout(done, 60 + 180 * Math.random()));
  }
}

const ended = child => new Promise(done => (child.exitCode !== null || child.signalCode !== null ? done() : child.once('exit', done)));
async function kill(name) {
  const child = processes.get(name);
  processes.delete(name);
  child.kill('SIGKILL');
  await ended(child);
}

const shown = page => page.locator('#members tbody tr').evaluateAll(rows => rows.map(row => row.dataset.name).sort().join(' '));

async function until(what, condition) {
  const deadline = Date.now() + PATIENCE;
  let last;
  while (Date.now() < deadline) {
    last = await condition();
    if (last === true) {
      console.log(`ok: ${what}`);
      return;
    }
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error(`${what}: not within ${PATIENCE / 1000} s; last seen: ${last}`);
}

const members = (page, names) => async () => { const seen = await shown(page); return seen === names || seen; };
const text = (page, selector, part) => async () => {
  const seen = await page.locator(selector).textContent();
  return seen.includes(part) || seen;
};

const complaints = [];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const publishers = [];
  const startBusy = async name => {
    const uri = await start(name);
    publishers.push(publish(name, uri).catch(error => complaints.push(`${name} takes no messages: ${error.message}`)));
    return uri;
  };
  const uri = await startBusy('ant');
  await startBusy('bee');
  await startBusy('cat');
  const open = async (name, colorScheme, width, height) => {
    const page = await (await browser.newContext({ colorScheme, viewport: { width, height } })).newPage();
    page.on('pageerror', error => complaints.push(`${name}: ${error.message}`));
    page.on('request', request => { if (!request.url().startsWith(uri) && !request.url().startsWith('data:')) complaints.push(`asked ${request.url()}`); });
    page.on('console', message => { if (/Content Security Policy/.test(message.text())) complaints.push(message.text()); });
    await page.goto(uri);
    return [name, page];
  };
  const pages = [await open('light', 'light', 1280, 940), await open('dark', 'dark', 1280, 940), await open('phone', 'light', 390, 844)];
  const page = pages[0][1];

  await until('three members are shown', members(page, 'ant bee cat'));
  await until('the page says primary', text(page, '#status', 'primary'));
  const before = Number(await page.locator('#tile-view').textContent());
  await until('messages are delivered', async () => Number((await page.locator('#tile-rate').textContent()).match(/\d+/)) > 5);
  await kill('cat');
  await until('the killed member disappears', members(page, 'ant bee'));
  await until('the history tells why', text(page, '#views li:first-child', 'cat ended'));
  await until('the view is the next', async () => Number(await page.locator('#tile-view').textContent()) === before + 1);
  await startBusy('cat');
  await until('it comes back', members(page, 'ant bee cat'));
  await until('some time passes', text(page, '#tile-change-note', '4 s ago'));
  for (const [name, each] of pages) {
    const overflow = await each.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) throw new Error(`${name}: the page is ${overflow} pixels too wide`);
    await each.screenshot({ path: join(pictures, `${name}.png`), fullPage: name === 'phone' });
    if (docs && name !== 'phone') {
      const { y, height } = await each.locator('.links-card').boundingBox();
      await each.screenshot({ path: join(docs, `dashboard-${name}.png`), clip: { x: 0, y: 0, width: 1280, height: y + height + 16 } });
    }
  }

  await kill('bee');
  await kill('cat');
  await until('a minority is shown', text(page, '#banner', 'No quorum'));
  await page.screenshot({ path: join(pictures, 'minority.png') });
  const httpPort = new URL(uri).port;
  await kill('ant');
  await until('a member that does not answer is shown', text(page, '#status', 'unreachable'));
  await start('ant', httpPort);
  await until('the page goes on with the restarted member', text(page, '#status', 'primary'));
  await until('and shows its view', members(page, 'ant'));
  await Promise.all(publishers);
  if (complaints.length) throw new Error(complaints.join('\n'));
  console.log(`dashboard ok; pictures in ${pictures}`);
} catch (error) {
  console.error(`dashboard FAILED: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  for (const child of processes.values()) child.kill('SIGTERM');
  await Promise.all([...processes.values()].map(ended));
}
