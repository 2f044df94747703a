import { useLocation } from 'preact-iso';
import { withQuery } from '../api/call.ts';
import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ItemView } from './item-view.tsx';
import { MessageView } from './message-view.tsx';
import { SubjectForm } from './subject-form.tsx';
import { type Subject, subjectOf } from './subject.ts';
import { VisitorView } from './visitor-view.tsx';
import { OnlyDefaultSite } from '../site/only-default-site.tsx';

/** All that is known of one visitor, item or event; its address says which. */
export function InspectorPage() {
  const { query, route } = useLocation();
  const subject = subjectOf(query);
  return (
    <>
      <PageHead
        title="Inspector"
        intro="One visitor, item or event: what is known of it, and what follows from that."
      />
      <OnlyDefaultSite of="Visitors, items and events" />
      <SubjectForm
        key={`${subject?.kind} ${subject?.id}`}
        subject={subject}
        onLook={({ kind, id }) => route(withQuery('/dashboard/inspector', { [kind]: id }))}
      />
      {subject === null ? <NothingYet /> : <View subject={subject} />}
    </>
  );
}

function View({ subject }: { readonly subject: Subject }) {
  const { kind, id } = subject;
  if (kind === 'item') return <ItemView key={id} itemId={id} />;
  if (kind === 'message') return <MessageView key={id} id={id} />;
  return <VisitorView key={`${kind} ${id}`} subject={subject} />;
}

function NothingYet() {
  return (
    <Empty title="Whom or what do you want to know about?">
      <p>
        A visitor shows the profile, the session and the answer they would get now. An item shows
        what the catalogue says and where visitors go from it. An event shows whether it has
        arrived.
      </p>
    </Empty>
  );
}
