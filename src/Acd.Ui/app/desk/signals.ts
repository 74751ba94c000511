import { useEffect } from "preact/hooks";
import { announce } from "../core/announce.js";
import { notifications, sound } from "../core/choices.js";
import type { Contact } from "../core/types.js";

let audio: AudioContext | undefined;

/** Two short tones. A browser lets a page sound only after a click. */
function chime(): void {
  audio ??= new AudioContext();
  const context = audio;
  for (const [at, pitch] of [[0, 660], [0.18, 880]] as const) {
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    const begin = context.currentTime + at;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, begin);
    volume.gain.exponentialRampToValueAtTime(0.12, begin + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, begin + 0.16);
    tone.connect(volume).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + 0.2);
  }
}

const told = new Set<string>();

/** Who calls, in words. */
export const callerOf = (contact: Contact): string => contact.callerId ?? contact.id;

/** Tells of a ringing offer, once: by voice, and by sound and notification where the agent wants them. */
export function useRinging(offer: string, contact: Contact): void {
  useEffect(() => {
    const before = document.title;
    document.title = `☎ ${callerOf(contact)}`;
    if (!told.has(offer)) {
      told.add(offer);
      announce(`${contact.channel} from ${callerOf(contact)}, queue ${contact.queue}. Alt A accepts.`, true);
      if (sound.value === "on") chime();
      if (notifications.value === "on" && document.hidden && Notification.permission === "granted") {
        new Notification(`${contact.channel} for you`, { body: callerOf(contact), tag: offer });
      }
    }

    return () => {
      document.title = before;
    };
  }, [offer]);
}
