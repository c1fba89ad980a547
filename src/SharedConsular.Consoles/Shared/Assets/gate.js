// A gate: checks tokens with or without a network, keeps every scan that let somebody in until the platform has it, and says loudly
// which household is parted. Nothing is let in before its scan is on the disk.
(async () => {
  const DAY = 86400000; // Milliseconds, like all below.
  const KEPT_FOR = 14 * DAY; // As long as a key is on a gate's list.
  const SYNC_EVERY = 15000;
  const ANSWER_MAX = 20000;
  const REPEAT_WITHIN = 3000; // The same code before the camera is the same scan.
  const LOOK_EVERY = 150;
  const QUEUE_MAX = 5000; // As many places as the largest movement has.
  const BATCH = 100;
  const BATCHES_MAX = QUEUE_MAX / BATCH;
  const SHOWN_MAX = 30;

  const page = document.getElementById("gate");
  const by = id => document.getElementById(id);
  const words = Object.fromEntries([...by("words").children].map(li => [li.dataset.key, li.textContent]));
  const say = (key, ...places) => (words[key] ?? key).replace(/\{(\d)\}/g, (_, i) => places[i] ?? "");
  const movement = page.dataset.movement;
  const hour = at => new Date(at).toISOString().slice(11, 16);
  let token = page.dataset.token, data = null, ready = null, scans = [], net = "online", trouble = "", isSyncing = false;
  let turn = Promise.resolve(); // One code after another, also from a scanner that stutters.

  const asked = request => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const opened = indexedDB.open("gate", 1);
  opened.onupgradeneeded = () => {
    opened.result.createObjectStore("lists", { keyPath: "movement" });
    opened.result.createObjectStore("scans", { keyPath: "id", autoIncrement: true }).createIndex("movement", "movement");
  };
  const db = await asked(opened);
  const write = (name, act) => new Promise((done, fail) => {
    const transaction = db.transaction(name, "readwrite", { durability: "strict" });
    act(transaction.objectStore(name));
    transaction.oncomplete = done;
    transaction.onerror = transaction.onabort = () => fail(transaction.error);
  });
  const readScans = async () => {
    scans = await asked(db.transaction("scans").objectStore("scans").index("movement").getAll(movement));
  };
  const forget = (name, isOld) => write(name, store => {
    store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      if (isOld(cursor.value)) cursor.delete();
      cursor.continue();
    };
  });

  // Whom we let in; once the list has come after the answer, the list says who is inside, at all gates.
  const isIn = scan => !scan.isListed && (!scan.found || scan.found === "accepted" || scan.found === "already");
  const isOf = (scan, household, member) => scan.household === household && scan.member === member;
  const waiting = () => scans.filter(s => !s.found);
  const householdOf = reference => data.list.households.find(h => h.household === reference);
  const stands = reference => {
    const household = householdOf(reference);
    if (!household) return null;
    const inside = new Set([...household.inside, ...scans.filter(s => s.household === reference && isIn(s)).map(s => s.member)]);
    const outside = household.members.filter(m => !inside.has(m));
    const isChildAlone = [...inside].every(m => household.minors.includes(m)) && household.members.some(m => !household.minors.includes(m));
    return { household, inside, outside, isParted: inside.size > 0 && outside.length > 0, isChildAlone: inside.size > 0 && isChildAlone };
  };

  const line = (...parts) => {
    const item = document.createElement("li");
    for (const part of parts) {
      const node = document.createElement(part.code ? "code" : part.strong ? "strong" : "span");
      node.textContent = part.code ?? part.strong ?? part;
      item.append(node, " ");
    }
    return item;
  };
  const showVerdict = (kind, head, ...rest) => {
    const mark = { good: "✓", warning: "⚠", bad: "✗" }[kind];
    const title = document.createElement("p");
    title.className = "head";
    title.textContent = `${mark} ${head}`;
    by("verdict").className = `verdict ${kind}`;
    by("verdict").replaceChildren(title, ...rest.filter(Boolean).map(text => {
      const p = document.createElement("p");
      p.textContent = text;
      return p;
    }));
    if (kind !== "good") navigator.vibrate?.([200, 100, 200]);
  };

  // What stands at all gates comes from the platform; of whom we have let in since, we know better.
  const show = () => {
    const unsent = new Set(waiting().map(s => s.household));
    const alarms = (data?.alarms ?? []).filter(a => !unsent.has(a.household)).map(a =>
      line("⚠", { strong: say(a.kind) }, { code: a.household }, a.member ? say("person", a.member) : ""));
    const own = data ? [...unsent].map(stands).filter(s => s?.isParted).map(s => line(
      "⚠", { strong: say(s.isChildAlone ? "child_alone" : "parted_household") }, { code: s.household.household }, say("outside", s.outside.join(", ")))) : [];
    by("parted").replaceChildren(...own, ...alarms);
    by("parted-none").hidden = own.length + alarms.length > 0;
    const found = scans.filter(s => s.found && s.found !== "accepted").map(s => line(
      "✗", { strong: s.found === "already" ? say("used-before", s.firstGate) : say("refused-later", say(s.found)) }, { code: s.household }, say("person", s.member), hour(s.at)));
    by("found").replaceChildren(...found);
    by("found-none").hidden = found.length > 0;
    by("scans").replaceChildren(...scans.slice(-SHOWN_MAX).reverse().map(s =>
      line(hour(s.at), { code: s.household }, say("person", s.member), say(s.found ? "sent" : "unsent"))));
    by("net").textContent = [
      trouble || say(net), data ? say("list-of", hour(data.list.madeAt)) : say("no-list"), say("waiting", waiting().length),
      data && data.status !== "planned" ? say("closed") : "",
    ].filter(Boolean).join(" · ");
    by("net").dataset.waiting = waiting().length;
    by("net").dataset.net = net;
    by("again").hidden = net !== "signed-out";
  };

  // Looks and writes in one transaction: two windows of one telephone let nobody in twice.
  const keep = async scan => {
    let before;
    await write("scans", store => {
      store.index("movement").getAll(movement).onsuccess = ({ target: { result } }) => {
        before = result.find(s => isIn(s) && isOf(s, scan.household, scan.member));
        if (!before) store.add(scan);
      };
    });
    await readScans();
    return before;
  };

  const letIn = async (text, at, { household, member }) => {
    const who = `${household} · ${say("person", member)}`;
    const isInside = householdOf(household)?.inside.includes(member);
    const before = isInside || await keep({ movement, token: text, at, gate: by("gate-name").value.trim(), household, member });
    if (before) return showVerdict("bad", say("out"), say("already"), who, before.at ? hour(before.at) : "");
    const standing = stands(household);
    if (!standing) return showVerdict("warning", say("in"), who);
    const outside = standing.outside.length > 0 ? say("outside", standing.outside.join(", ")) : say("whole");
    const count = `${who} · ${standing.inside.size}/${standing.household.members.length}`;
    if (standing.isChildAlone) showVerdict("bad", say("child"), count, outside);
    else showVerdict(standing.isParted ? "warning" : "good", say("in"), count, outside);
  };

  const scanOne = async text => {
    const at = Date.now();
    if (!by("gate-name").value.trim()) {
      showVerdict("bad", say("name-missing"));
      return by("gate-name").focus();
    }
    if (!ready) return showVerdict("bad", say("no-list"));
    await readScans();
    if (scans.length >= QUEUE_MAX) return showVerdict("bad", say("full"));
    const checked = await gateTokens.check(text, ready, at);
    if (checked.verdict === "accepted") await letIn(text, at, checked);
    else showVerdict("bad", say("out"), say(checked.verdict), checked.household ? `${checked.household} · ${say("person", checked.member)}` : "");
    show();
    sync();
  };
  const scan = text => turn = turn.then(() => scanOne(text)).catch(fault => showVerdict("bad", say("out"), String(fault)));

  const take = async fresh => {
    const prepared = await gateTokens.prepare(fresh.list);
    [data, ready] = [fresh, prepared];
  };

  const fetched = async (address, options) => {
    const answer = await fetch(address, { ...options, signal: AbortSignal.timeout(ANSWER_MAX) });
    if (answer.redirected) throw { net: "signed-out" };
    if (!answer.headers.get("content-type")?.includes("json")) throw { net: "online", trouble: `${answer.status}` };
    const body = await answer.json();
    if (!answer.ok) throw { net: "online", trouble: body.errors?.[0]?.detail ?? body.detail ?? `${answer.status}` };
    return body;
  };

  // A page that was kept has a token of another day; the page itself gives a new one.
  const renewToken = async () => {
    const answer = await fetch(location.pathname, { signal: AbortSignal.timeout(ANSWER_MAX) });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("gate");
    if (!fresh) throw { net: "signed-out" };
    token = fresh.dataset.token;
  };

  const sendBatch = async batch => {
    const body = JSON.stringify({ gate: batch[0].gate, scans: batch.map(s => ({ token: s.token, scannedAt: new Date(s.at).toISOString() })) });
    const headers = { "Content-Type": "application/json", [page.dataset.tokenHeader]: token };
    const said = await fetched(page.dataset.scans, { method: "POST", body, headers });
    await write("scans", store => batch.forEach((s, i) => store.put({ ...s, found: said.scans[i].verdict, firstGate: said.scans[i].firstGate ?? "" })));
  };

  const sync = async () => {
    if (isSyncing) return;
    isSyncing = true;
    try {
      await readScans();
      if (waiting().length > 0) await renewToken();
      for (let sent = 0; sent < BATCHES_MAX && waiting().length > 0; sent++) {
        const { gate } = waiting()[0];
        await sendBatch(waiting().filter(s => s.gate === gate).slice(0, BATCH));
        await readScans();
      }
      const fresh = await fetched(page.dataset.list);
      await write("lists", store => store.put({ movement, ...fresh }));
      const answered = scans.filter(s => s.found && !s.isListed);
      if (answered.length > 0) await write("scans", store => answered.forEach(s => store.put({ ...s, isListed: true })));
      await readScans();
      await take(fresh);
      [net, trouble] = ["online", ""];
    } catch (fault) {
      [net, trouble] = fault.net ? [fault.net, fault.trouble ?? ""] : ["offline", ""];
    }
    isSyncing = false;
    show();
  };

  const watch = async () => {
    const view = by("view");
    if (view.srcObject) {
      view.srcObject.getTracks().forEach(track => track.stop());
      view.srcObject = null;
      view.hidden = true;
      return;
    }
    try {
      view.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      return showVerdict("bad", say("no-camera"));
    }
    view.hidden = false;
    await view.play();
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    let last = "", seenAt = 0;
    const look = async () => {
      if (!view.srcObject) return;
      const [code] = await detector.detect(view).catch(() => []);
      if (code && (code.rawValue !== last || Date.now() - seenAt > REPEAT_WITHIN)) await scan(code.rawValue);
      if (code) [last, seenAt] = [code.rawValue, Date.now()];
      setTimeout(look, LOOK_EVERY);
    };
    look();
  };

  by("gate-name").value = localStorage.getItem("gate-name") ?? "";
  by("gate-name").addEventListener("input", () => localStorage.setItem("gate-name", by("gate-name").value));
  // A code may begin or end with a space: nothing of it is cut off.
  by("scan").addEventListener("submit", event => {
    event.preventDefault();
    const text = by("code").value;
    by("code").value = "";
    if (text) scan(text);
  });
  by("sync").addEventListener("click", sync);
  if (window.BarcodeDetector && navigator.mediaDevices) {
    const camera = by("camera"), start = camera.textContent;
    camera.hidden = false;
    camera.addEventListener("click", async () => {
      await watch();
      camera.textContent = by("view").hidden ? start : camera.dataset.stop;
    });
  }
  addEventListener("online", sync);
  addEventListener("offline", sync);
  await forget("scans", s => s.found && Date.now() - s.at > KEPT_FOR);
  await forget("lists", l => Date.now() - Date.parse(l.list.madeAt) > KEPT_FOR);
  await readScans();
  const kept = await asked(db.transaction("lists").objectStore("lists").get(movement));
  if (kept) await take(kept);
  page.hidden = false;
  show();
  (by("gate-name").value ? by("code") : by("gate-name")).focus();
  await sync();
  setInterval(sync, SYNC_EVERY);
})();
