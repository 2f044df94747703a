import { withQuery } from '../api/call.ts';
import { useCall } from '../api/use-call.ts';
import { AnswerCard } from './answer-card.tsx';
import type { Profile } from './answers.ts';
import { ProfileCard } from './profile-card.tsx';
import { type Subject, visitorParameters } from './subject.ts';

const AGAIN_MS = 2_000;

/** A visitor as they are known now: looks again by itself, so that a click is seen to arrive. */
export function VisitorView({ subject }: { readonly subject: Subject }) {
  const visitor = visitorParameters(subject)!;
  const profile = useCall<Profile>(withQuery('/v1/profiles', visitor), { everyMs: AGAIN_MS });
  return (
    <div class="visitor-view">
      <ProfileCard asked={profile} />
      <AnswerCard visitor={visitor} />
    </div>
  );
}
