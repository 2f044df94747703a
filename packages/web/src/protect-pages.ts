import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** What pages may use besides their own origin, by what it is for. */
export interface Sources {
  readonly scripts?: readonly string[];
  readonly pictures?: readonly string[];
  readonly calls?: readonly string[];
  /** Whether pages have forms that are sent to their own origin. */
  readonly hasForms?: boolean;
}

const OWN = "'self'";
const NONE = ["'none'"];

/** What no page of ours asks a visitor's device for. */
const permissions = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb'];

/**
 * Has the routes that `app` is given from now on answer with the headers of our own pages: nothing from
 * elsewhere and nothing inline runs, so that what events and catalogues contain cannot, and no other
 * site may frame them, open them with a hold on them, or embed them.
 */
export async function protectPages(
  app: FastifyInstance,
  { scripts = [], pictures = [], calls = [], hasForms = false }: Sources,
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: NONE,
        scriptSrc: [OWN, ...scripts],
        styleSrc: [OWN],
        imgSrc: [OWN, ...pictures],
        connectSrc: [OWN, ...calls],
        formAction: hasForms ? [OWN] : NONE,
        baseUri: NONE,
        frameAncestors: NONE,
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    // Whoever puts TLS before us says so; said over plain HTTP it is ignored.
    strictTransportSecurity: false,
  });
  const policy = permissions.map((name) => `${name}=()`).join(', ');
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.header('permissions-policy', policy);
    done();
  });
}
