// Reads boarding tokens and says whether they open a gate, from nothing but the gate's list: as the platform itself does it.
const gateTokens = (() => {
  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"; // RFC 9285
  const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const BYTES = 95, SIGNED = 31, VERSION = 1;
  const KEYS_MAX = 14; // A key a day; none is older.

  const hex = bytes => [...bytes].map(b => b.toString(16).padStart(2, "0")).join("");
  const digest = async bytes => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

  const read = text => {
    if (text.length % 3 === 1 || text.length > BYTES * 2) return null;
    const bytes = [];
    for (let i = 0; i < text.length; i += 3) {
      const digits = [...text.slice(i, i + 3)].map(c => ALPHABET.indexOf(c));
      if (digits.includes(-1)) return null;
      const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
      if (value > (digits.length === 3 ? 0xffff : 0xff)) return null;
      if (digits.length === 3) bytes.push(value >> 8);
      bytes.push(value & 0xff);
    }
    return new Uint8Array(bytes);
  };

  // The forty bits of a reference such as SH-7K3F-9Q2M-4, without the symbol that checks it.
  const bitsOf = reference => {
    let bits = 0n;
    for (const symbol of reference.slice(3).replaceAll("-", "").slice(0, 8)) bits = bits * 32n + BigInt(CROCKFORD.indexOf(symbol));
    return bits.toString(16).padStart(10, "0");
  };

  const prepare = async list => {
    const keys = new Map();
    for (const { publicKey } of list.keys.slice(0, KEYS_MAX)) {
      const bytes = Uint8Array.from(atob(publicKey), c => c.charCodeAt(0));
      const key = await crypto.subtle.importKey("spki", bytes, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
      keys.set(hex((await digest(bytes)).subarray(0, 4)), key);
    }
    const movement = hex((await digest(new TextEncoder().encode(list.movement))).subarray(0, 8));
    return { keys, movement, households: new Map(list.households.map(h => [bitsOf(h.household), h])) };
  };

  const check = async (text, { keys, movement, households }, at) => {
    const bytes = read(text);
    if (bytes?.length !== BYTES || bytes[0] !== VERSION) return { verdict: "bad_signature" };
    const key = keys.get(hex(bytes.subarray(1, 5)));
    const isSigned = key && await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, bytes.subarray(SIGNED), bytes.subarray(0, SIGNED));
    if (!isSigned) return { verdict: "bad_signature" };
    const view = new DataView(bytes.buffer);
    const household = households.get(hex(bytes.subarray(13, 18)));
    const member = bytes[18];
    const verdict = hex(bytes.subarray(5, 13)) !== movement ? "other_movement"
      : view.getUint32(21) * 1000 < at ? "expired"
      : !household?.members.includes(member) ? "not_confirmed"
      : household.generation !== view.getUint16(19) ? "revoked"
      : "accepted";
    return { verdict, household: household?.household, member };
  };

  return { prepare, check };
})();
