// Made of the document of `freshet start`: vitest run --project e2e test/e2e/client.test.ts -u

export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process lives */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether it can do its work */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What it has done, for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/erasures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an erasure has come */
        get: operations["getErasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send events
         * @description One event, up to 500 of them, at most 64 of one profile, or past ones as history. A bad event does not fail its neighbours.
         */
        post: operations["postEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What items there are, a page at a time */
        get: operations["getItems"];
        put?: never;
        /**
         * Put items into the catalogue
         * @description Each takes the place of what was known under its id. A bad one does not fail others.
         */
        post: operations["postItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/{itemId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known of an item */
        get: operations["getItem"];
        /** Put one item into the catalogue */
        put: operations["putItem"];
        post?: never;
        /** Take an item out of the catalogue */
        delete: operations["deleteItem"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/{itemId}/bought-together": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was in the same orders as an item */
        get: operations["getBoughtTogether"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/{itemId}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What others visited with an item */
        get: operations["getSimilarItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was published last */
        get: operations["getLatest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where an accepted event is */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/popular": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has been looked at most */
        get: operations["getPopular"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known of a visitor, by one of the two ids */
        get: operations["getProfile"];
        put?: never;
        post?: never;
        /** Forget a visitor, by one of the two ids */
        delete: operations["deleteProfile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ranker": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What answers are ranked by, and how far that has moved */
        get: operations["getRanker"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this visitor may want next */
        get: operations["getRecommendations"];
        put?: never;
        /** The same by a body, which has room for more, or several lists at once */
        post: operations["postRecommendations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What many look at now */
        get: operations["getTrending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a user */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All state that is kept of a user */
        get: operations["exportUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/export/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All records of a user that the log still holds */
        get: operations["exportUserLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Affinity: {
            id: string;
            score: number;
        };
        Boost: {
            filter: string;
            factor: number;
        };
        BoughtItem: {
            itemId: string;
            /** @description Its share of the orders. */
            score: number;
            catalogue?: components["schemas"]["CatalogueFields"] | null;
        };
        BoughtTogether: {
            /** @enum {string} */
            strategy: "bought-together" | "none";
            items: components["schemas"]["BoughtItem"][];
            /**
             * @description `NEVER_BOUGHT_TOGETHER`: no order had the item and another one · `NOTHING_SERVABLE`: nothing that was bought with it may be shown · `FILTER_MATCHES_NOTHING`: the filter passes none of it · `STORE_UNREACHABLE`: the store cannot tell now
             * @enum {string}
             */
            emptyBecause?: "NEVER_BOUGHT_TOGETHER" | "NOTHING_SERVABLE" | "FILTER_MATCHES_NOTHING" | "STORE_UNREACHABLE";
            degraded?: boolean;
        };
        ByFeature: {
            covisit?: number;
            covisitRecent?: number;
            sequence?: number;
            covisitNewest?: number;
            cosine?: number;
            hop?: number;
            reach?: number;
            lift?: number;
            inSession?: number;
            isPrevious?: number;
            nearness?: number;
            count?: number;
            repeatRate?: number;
            history?: number;
            cosineAgain?: number;
            hopAgain?: number;
            popLong?: number;
            popShort?: number;
            popNow?: number;
            recency?: number;
        };
        CatalogueEntry: {
            itemId: string;
            title: string | null;
            url: string | null;
            image: string | null;
            categories: string[];
            price: number | null;
            currency: string | null;
            available: boolean;
            /** @description Epoch milliseconds. */
            publishedAt: number | null;
            properties: {
                [key: string]: unknown;
            };
        };
        CatalogueEntryOfPath: {
            /** @description Its words also say what it is like. */
            title?: string | null;
            /** @description Of its page. */
            url?: string | null;
            /** @description The address of its picture. */
            image?: string | null;
            /** @description The first one counts where an item has one category. */
            categories?: string[] | null;
            /** @description In currency. */
            price?: number | null;
            /** @description Of the price. It must be a code of three capital letters (ISO 4217). */
            currency?: string | null;
            /** @description Whether it may be shown; true when absent. */
            available?: boolean | null;
            /** @description Epoch milliseconds or ISO 8601 with a zone. */
            publishedAt?: number | string | null;
            /** @description Fields of your own, for filters; `brand` also says what it is like. */
            properties?: Record<string, unknown> | null;
            /** @description That of the path. */
            itemId?: string;
        };
        CatalogueFields: {
            title?: string | null;
            url?: string | null;
            image?: string | null;
            categories?: string[];
            price?: number | null;
            currency?: string | null;
            available?: boolean;
            /** @description Epoch milliseconds. */
            publishedAt?: number | null;
        };
        CatalogueItem: {
            /** @description The id that events have. It must be 1 to 256 bytes of well-formed text without control characters. */
            itemId: string;
            /** @description Its words also say what it is like. */
            title?: string | null;
            /** @description Of its page. */
            url?: string | null;
            /** @description The address of its picture. */
            image?: string | null;
            /** @description The first one counts where an item has one category. */
            categories?: string[] | null;
            /** @description In currency. */
            price?: number | null;
            /** @description Of the price. It must be a code of three capital letters (ISO 4217). */
            currency?: string | null;
            /** @description Whether it may be shown; true when absent. */
            available?: boolean | null;
            /** @description Epoch milliseconds or ISO 8601 with a zone. */
            publishedAt?: number | string | null;
            /** @description Fields of your own, for filters; `brand` also says what it is like. */
            properties?: Record<string, unknown> | null;
        };
        CatalogueItems: {
            items: components["schemas"]["CatalogueItem"][];
        };
        Dismissal: {
            itemId: string;
            /** @description Epoch milliseconds. */
            from: number;
        };
        Erased: {
            erasureId: string;
            /**
             * @description `none`: nobody has said that it has it, as ACK_LEVELS allows for its type · `leader`: the log has it once · `journal`: on the disk of this ingest, while the log is away · `log`: the log has it, on as many nodes as it is told to
             * @enum {string}
             */
            durability: "none" | "leader" | "journal" | "log";
        };
        ErasedState: {
            profile: boolean | null;
            attribution: boolean | null;
        };
        ErasureStanding: {
            id: string;
            /** @description Epoch milliseconds; what came up to then is handed to nobody any more. */
            at: number;
            /**
             * @description `pending`: in the journal, until the log is back · `sent`: on its way to who keeps state
             * @enum {string}
             */
            status: "pending" | "sent";
            /** @description Which state is deleted; null: this process cannot tell. */
            state: components["schemas"]["ErasedState"];
            /** @description By topic, until when bytes of records stay on disk at most; null: for ever. */
            recordsUntil: {
                [key: string]: number | null;
            };
        };
        Event: {
            /** @description Sent again with the same id it counts once; made here when absent. It must be 1 to 256 bytes of well-formed text without control characters. */
            id?: string | null;
            /** @description view, click, impression, cart, purchase, refund, rating, dismiss, retract, identify, alias, or a name of your own. It must be a known type or a name of up to 64 of a–z 0–9 _ . : -, beginning with a letter, and not "erase". */
            type: string;
            /** @description Who it is, where they are signed in; at least this or anonymousId. It must be 1 to 256 bytes of well-formed text without control characters. */
            userId?: string | null;
            /** @description The visitor, as the page knows them. It must be 1 to 256 bytes of well-formed text without control characters. */
            anonymousId?: string | null;
            /** @description Sets visits apart; when absent, 30 minutes of nothing do. It must be 1 to 256 bytes of well-formed text without control characters. */
            sessionId?: string | null;
            /** @description What it is about; needed in a view and a click. It must be 1 to 256 bytes of well-formed text without control characters. */
            itemId?: string | null;
            /** @description The lines of a cart or an order. */
            items?: {
                /** @description It must be 1 to 256 bytes of well-formed text without control characters. */
                itemId: string;
                quantity?: number | null;
                price?: number | null;
            }[] | null;
            /** @description An order counts once by it. It must be 1 to 256 bytes of well-formed text without control characters. */
            orderId?: string | null;
            /** @description What it is worth in all; of a dismiss, how many seconds later it begins to hold. */
            value?: number | null;
            /** @description Of value and of prices. It must be a code of three capital letters (ISO 4217). */
            currency?: string | null;
            /** @description Epoch milliseconds or ISO 8601 with a zone; when absent, as it arrives. */
            occurredAt?: number | string | null;
            /** @description The answer that led to it. It must be 1 to 256 bytes of well-formed text without control characters. */
            recommId?: string | null;
            /** @description Where the item stood in that answer, from 1. */
            position?: number | null;
            /** @description Of the page or device; kept as it is. */
            context?: Record<string, unknown> | null;
            /** @description Fields of your own; kept as they are. */
            properties?: Record<string, unknown> | null;
            /** @description Of an alias: which user id this user had until now. It must be 1 to 256 bytes of well-formed text without control characters. */
            previousId?: string | null;
            /** @description The purposes that the visitor has agreed to. */
            consent?: string[] | null;
        };
        EventList: {
            events: components["schemas"]["Event"][];
            /** @description By the clock of the client, which corrects its times. */
            sentAt?: number | string;
            /** @description All are taken, and seen, together or not at all. */
            atomic?: boolean;
        };
        ExportedId: {
            userId: string | null;
            anonymousId: string | null;
            attribution: {
                [key: string]: unknown;
            } | null;
        };
        FormerId: {
            userId: string | null;
            anonymousId: string | null;
        };
        History: {
            source: string;
        };
        HistoryEvent: {
            /** @description Sent again with the same id it counts once; made here when absent. It must be 1 to 256 bytes of well-formed text without control characters. */
            id?: string | null;
            /** @description view, click, impression, cart, purchase, refund, rating, dismiss, retract, identify, alias, or a name of your own. It must be a known type or a name of up to 64 of a–z 0–9 _ . : -, beginning with a letter, and not "erase". */
            type: string;
            /** @description Who it is, where they are signed in; at least this or anonymousId. It must be 1 to 256 bytes of well-formed text without control characters. */
            userId?: string | null;
            /** @description The visitor, as the page knows them. It must be 1 to 256 bytes of well-formed text without control characters. */
            anonymousId?: string | null;
            /** @description Sets visits apart; when absent, 30 minutes of nothing do. It must be 1 to 256 bytes of well-formed text without control characters. */
            sessionId?: string | null;
            /** @description What it is about; needed in a view and a click. It must be 1 to 256 bytes of well-formed text without control characters. */
            itemId?: string | null;
            /** @description The lines of a cart or an order. */
            items?: {
                /** @description It must be 1 to 256 bytes of well-formed text without control characters. */
                itemId: string;
                quantity?: number | null;
                price?: number | null;
            }[] | null;
            /** @description An order counts once by it. It must be 1 to 256 bytes of well-formed text without control characters. */
            orderId?: string | null;
            /** @description What it is worth in all; of a dismiss, how many seconds later it begins to hold. */
            value?: number | null;
            /** @description Of value and of prices. It must be a code of three capital letters (ISO 4217). */
            currency?: string | null;
            /** @description Epoch milliseconds or ISO 8601 with a zone; when absent, as it arrives. */
            occurredAt: number | string;
            /** @description The answer that led to it. It must be 1 to 256 bytes of well-formed text without control characters. */
            recommId?: string | null;
            /** @description Where the item stood in that answer, from 1. */
            position?: number | null;
            /** @description Of the page or device; kept as it is. */
            context?: Record<string, unknown> | null;
            /** @description Fields of your own; kept as they are. */
            properties?: Record<string, unknown> | null;
            /** @description Of an alias: which user id this user had until now. It must be 1 to 256 bytes of well-formed text without control characters. */
            previousId?: string | null;
            /** @description The purposes that the visitor has agreed to. */
            consent?: string[] | null;
            /** @description Its place in the source, rising within each profile. */
            sequence: number;
        };
        HistoryList: {
            history: components["schemas"]["History"];
            events: components["schemas"]["HistoryEvent"][];
            /** @description All are taken, and seen, together or not at all. */
            atomic?: boolean;
        };
        Item: {
            itemId: string;
            catalogue: components["schemas"]["CatalogueEntry"] | null;
            /** @description Of all visitors. */
            visits: number;
            /** @description Epoch milliseconds. */
            lastSeen: number | null;
        };
        ItemPage: {
            /** @description Items that anything is known of. */
            known: number;
            /** @description Of these, how many are in the catalogue. */
            catalogued: number;
            items: components["schemas"]["KnownItem"][];
            /** @description Brings the next page as `after`; the last has none. */
            next?: number;
        };
        KnownItem: {
            itemId: string;
            /** @description Of all visitors. */
            visits: number;
            catalogue?: components["schemas"]["CatalogueFields"] | null;
        };
        Latest: {
            items: components["schemas"]["PublishedItem"][];
            /**
             * @description Why there is no item. `EXPERIMENT`: the visitor is in an arm of an experiment that shows nothing · `NOTHING_KNOWN`: there is no catalogue, and nobody has visited anything · `NOTHING_SERVABLE`: nothing of it is available or has had visitors enough · `CATEGORY_EMPTY`: no item that may be shown is in the category · `FILTER_MATCHES_NOTHING`: the filter passes none of the items that may be shown · `NOTHING_RANKED`: nobody has visited what may be shown, or it has no date · `RULES_HIDE_ALL`: business rules hide what would be there · `ALL_EXCLUDED`: all of it is excluded, in another list, on an earlier page, looked at, in the cart, bought or dismissed
             * @enum {string}
             */
            emptyBecause?: "EXPERIMENT" | "NOTHING_KNOWN" | "NOTHING_SERVABLE" | "CATEGORY_EMPTY" | "FILTER_MATCHES_NOTHING" | "NOTHING_RANKED" | "RULES_HIDE_ALL" | "ALL_EXCLUDED";
        };
        MessageStatus: {
            id: string;
            topic: string;
            key: string;
            partition: number;
            /** @description null while it is pending, or where nobody has said where it is. */
            offset: number | null;
            /** @description Epoch milliseconds. */
            sentAt: number | null;
            /**
             * @description `pending`: in the journal · `sent`: in the log · `signed-off`: in its profile
             * @enum {string}
             */
            status: "pending" | "sent" | "signed-off";
            content: {
                [key: string]: unknown;
            } | null;
        };
        Outcome: {
            /** @description How many entries were taken. */
            accepted: number;
            rejected: components["schemas"]["Rejection"][];
            /**
             * @description `none`: nobody has said that it has it, as ACK_LEVELS allows for its type · `leader`: the log has it once · `journal`: on the disk of this ingest, while the log is away · `log`: the log has it, on as many nodes as it is told to
             * @enum {string}
             */
            durability: "none" | "leader" | "journal" | "log";
            /** @description How many had an id that came earlier in the same call. */
            duplicates?: number;
            /** @description Of each event its id, null where it was refused. */
            ids?: (string | null)[];
        };
        Popular: {
            items: components["schemas"]["VisitedItem"][];
            /**
             * @description Why there is no item. `EXPERIMENT`: the visitor is in an arm of an experiment that shows nothing · `NOTHING_KNOWN`: there is no catalogue, and nobody has visited anything · `NOTHING_SERVABLE`: nothing of it is available or has had visitors enough · `CATEGORY_EMPTY`: no item that may be shown is in the category · `FILTER_MATCHES_NOTHING`: the filter passes none of the items that may be shown · `NOTHING_RANKED`: nobody has visited what may be shown, or it has no date · `RULES_HIDE_ALL`: business rules hide what would be there · `ALL_EXCLUDED`: all of it is excluded, in another list, on an earlier page, looked at, in the cart, bought or dismissed
             * @enum {string}
             */
            emptyBecause?: "EXPERIMENT" | "NOTHING_KNOWN" | "NOTHING_SERVABLE" | "CATEGORY_EMPTY" | "FILTER_MATCHES_NOTHING" | "NOTHING_RANKED" | "RULES_HIDE_ALL" | "ALL_EXCLUDED";
        };
        Problem: {
            /** @description What was refused and why, in a word that stays the same. */
            code: string;
            /** @description The same for people: what it was, and what to do. */
            message: string;
            /** @description Leads to the fault in the body (RFC 6901). */
            pointer?: string;
        };
        Profile: {
            userId: string | null;
            anonymousId: string | null;
            formerIds: components["schemas"]["FormerId"][];
            /** @description Events that counted. */
            events: number;
            /** @description Epoch milliseconds. */
            firstAt: number;
            /** @description Epoch milliseconds. */
            lastAt: number;
            sessionId: string | null;
            /** @description The recent one, oldest visit first. */
            session: components["schemas"]["Visit"][];
            affinities: {
                items: components["schemas"]["Affinity"][];
                categories: components["schemas"]["Affinity"][];
            };
            /** @description What is in none of their lists from then on. */
            dismissed: components["schemas"]["Dismissal"][];
        };
        ProfileState: {
            /** @description Events that counted. */
            events: number;
            /** @description Epoch milliseconds. */
            firstAt: number;
            /** @description Epoch milliseconds. */
            lastAt: number;
            sessionId: string | null;
            /** @description The recent one, oldest visit first. */
            session: components["schemas"]["Visit"][];
            affinities: {
                items: components["schemas"]["Affinity"][];
                categories: components["schemas"]["Affinity"][];
            };
            /** @description What is in none of their lists from then on. */
            dismissed: components["schemas"]["Dismissal"][];
        };
        PublishedItem: {
            itemId: string;
            /** @description Epoch milliseconds. */
            publishedAt: number;
            catalogue?: components["schemas"]["CatalogueFields"] | null;
        };
        Ranker: {
            site: string;
            /** @description Of the features. */
            version: number;
            /**
             * @description `start`: as it came · `learned`: of this site
             * @enum {string}
             */
            source: "start" | "learned";
            /** @description Epoch milliseconds. */
            at: number | null;
            frozen: boolean;
            features: string[];
            buckets: components["schemas"]["RankerBucket"][];
            /** @description Of newer weights, which are left out. */
            otherVersion?: number;
        };
        RankerBucket: {
            circumstance: string;
            from: number;
            to: number | null;
            samples: number;
            start: number[];
            served: number[];
            fromStart: number[];
            /** @description How far what was learned last is from what is served. */
            unsettled: number;
        };
        Readiness: {
            ready: boolean;
            waitingFor: string[];
        };
        Reason: {
            /**
             * @description `co-visited`: people went on to it from `itemId`, in that `share` of their steps · `co-visited-via`: the same, from an item that the session leads to · `alike`: the catalogue says as much the same of it and `itemId` as `likeness` says · `history`: the visitor has been with it before · `trending`: many look at it now · `exploration`: visitors are to make it known
             * @enum {string}
             */
            type: "co-visited" | "co-visited-via" | "alike" | "history" | "trending" | "exploration";
            itemId?: string;
            share?: number;
            likeness?: number;
        };
        Recommendation: {
            itemId: string;
            /** @description null: nothing is known that could be scored. */
            score: number | null;
            /** @description A young item, that visitors are to make known. */
            explored?: boolean;
            reasons?: components["schemas"]["Reason"][];
            /** @description Business rules that moved it. */
            rules?: {
                id: string;
                action: string;
                factor?: number;
            }[];
            /** @description What each feature has added to the score. */
            features?: components["schemas"]["ByFeature"];
            /** @description What boosts have added to the score. */
            boost?: number;
            catalogue?: components["schemas"]["CatalogueFields"] | null;
        };
        RecommendationQuestion: {
            /** @description Who it is, where they are signed in; goes before anonymousId. */
            userId?: string;
            /** @description The visitor, as the page knows them. */
            anonymousId?: string;
            /** @description Answers as of that time, in epoch milliseconds; for admins. */
            at?: number;
            /** @description Items as visited, oldest first, in place of those of the profile. */
            session?: string[];
            /**
             * @description How many items at most.
             * @default 20
             */
            n?: number;
            /** @description A CEL expression over `item`, as `item.price < 50`. */
            filter?: string;
            /** @description What each item says that the catalogue has of it. */
            fields?: ("title" | "url" | "image" | "categories" | "price" | "currency" | "available" | "publishedAt")[];
            /**
             * @description Where it is shown, which decides what may be in it; `raw` bans nothing, and is for admins.
             * @default home
             * @enum {string}
             */
            scenario?: "home" | "product" | "cart" | "listing" | "raw";
            /** @description The item of the page; needed in scenario product. */
            itemId?: string;
            /** @description The category of the page; needed in scenario listing. */
            category?: string;
            /** @description Items that are not to be in it. */
            exclude?: string[];
            /** @description How many items of one category there may be. */
            maxPerCategory?: number;
            /**
             * @description How much unlike items come before more of the same.
             * @default 0
             */
            diversity?: number;
            /** @description The part of the places that young items get. */
            exploration?: number;
            /**
             * @description Has items say what led to them; takes a secret key.
             * @default false
             */
            explain?: boolean;
            /** @description Items that pass count as so many times likelier. */
            boost?: components["schemas"]["Boost"][];
            /** @description Items of your own that are put into order instead. */
            candidates?: string[];
            /**
             * @description Has the answer carry `next`.
             * @default false
             */
            page?: boolean;
            /** @description The `next` of the page before. */
            cursor?: string;
        };
        Recommendations: {
            /** @description To be sent with clicks on what is in it. */
            recommId: string;
            /**
             * @description `co-visitation`: neighbours of the session are in it · `catalogue`: only what the catalogue says is like its items · `trending`: nothing is known that leads further · `popular`: an arm of an experiment · `holdout`: the arm of an experiment that is held out · `none`: nothing is known of what may be shown
             * @enum {string}
             */
            strategy: "co-visitation" | "catalogue" | "trending" | "popular" | "holdout" | "none";
            /** @description Whether it is not made of what the visitor did. */
            fallback: boolean;
            items: components["schemas"]["Recommendation"][];
            weights?: components["schemas"]["ByFeature"];
            /**
             * @description Why there is no item. `EXPERIMENT`: the visitor is in an arm of an experiment that shows nothing · `NOTHING_KNOWN`: there is no catalogue, and nobody has visited anything · `NOTHING_SERVABLE`: nothing of it is available or has had visitors enough · `CATEGORY_EMPTY`: no item that may be shown is in the category · `FILTER_MATCHES_NOTHING`: the filter passes none of the items that may be shown · `NOTHING_RANKED`: nobody has visited what may be shown, or it has no date · `RULES_HIDE_ALL`: business rules hide what would be there · `ALL_EXCLUDED`: all of it is excluded, in another list, on an earlier page, looked at, in the cart, bought or dismissed
             * @enum {string}
             */
            emptyBecause?: "EXPERIMENT" | "NOTHING_KNOWN" | "NOTHING_SERVABLE" | "CATEGORY_EMPTY" | "FILTER_MATCHES_NOTHING" | "NOTHING_RANKED" | "RULES_HIDE_ALL" | "ALL_EXCLUDED";
            experiment?: {
                id: string;
                variant: string;
            };
            /** @description The store could not be read, so the visitor had no part in it. */
            degraded?: boolean;
            /** @description Brings the next page as `cursor`. */
            next?: string;
        };
        RefusedEntries: {
            code: string;
            message: string;
            pointer?: string;
            /** @description None, where "rejected" says why for each. */
            accepted?: number;
            rejected?: components["schemas"]["Rejection"][];
        };
        Rejection: {
            /** @description Of the entry in what was sent, from 0. */
            index: number;
            code: string;
            /** @description Leads from the body to the fault (RFC 6901). */
            pointer: string;
            message: string;
        };
        Slot: {
            /**
             * @description How many items at most.
             * @default 20
             */
            n?: number;
            /** @description A CEL expression over `item`, as `item.price < 50`. */
            filter?: string;
            /** @description What each item says that the catalogue has of it. */
            fields?: ("title" | "url" | "image" | "categories" | "price" | "currency" | "available" | "publishedAt")[];
            /**
             * @description Where it is shown, which decides what may be in it; `raw` bans nothing, and is for admins.
             * @default home
             * @enum {string}
             */
            scenario?: "home" | "product" | "cart" | "listing" | "raw";
            /** @description The item of the page; needed in scenario product. */
            itemId?: string;
            /** @description The category of the page; needed in scenario listing. */
            category?: string;
            /** @description Items that are not to be in it. */
            exclude?: string[];
            /** @description How many items of one category there may be. */
            maxPerCategory?: number;
            /**
             * @description How much unlike items come before more of the same.
             * @default 0
             */
            diversity?: number;
            /** @description The part of the places that young items get. */
            exploration?: number;
            /**
             * @description Has items say what led to them; takes a secret key.
             * @default false
             */
            explain?: boolean;
            /** @description Items that pass count as so many times likelier. */
            boost?: components["schemas"]["Boost"][];
            /** @description Items of your own that are put into order instead. */
            candidates?: string[];
        };
        SlotsAnswer: {
            slots: {
                [key: string]: components["schemas"]["Recommendations"];
            };
        };
        SlotsQuestion: {
            /** @description By name, in order: what is in one is in none behind it. */
            slots: {
                [key: string]: components["schemas"]["Slot"];
            };
            /** @description Who it is, where they are signed in; goes before anonymousId. */
            userId?: string;
            /** @description The visitor, as the page knows them. */
            anonymousId?: string;
            /** @description Answers as of that time, in epoch milliseconds; for admins. */
            at?: number;
            /** @description Items as visited, oldest first, in place of those of the profile. */
            session?: string[];
        };
        Trending: {
            /** @enum {string} */
            window: "5m" | "1h" | "24h";
            items: components["schemas"]["VisitedItem"][];
            /**
             * @description Why there is no item. `EXPERIMENT`: the visitor is in an arm of an experiment that shows nothing · `NOTHING_KNOWN`: there is no catalogue, and nobody has visited anything · `NOTHING_SERVABLE`: nothing of it is available or has had visitors enough · `CATEGORY_EMPTY`: no item that may be shown is in the category · `FILTER_MATCHES_NOTHING`: the filter passes none of the items that may be shown · `NOTHING_RANKED`: nobody has visited what may be shown, or it has no date · `RULES_HIDE_ALL`: business rules hide what would be there · `ALL_EXCLUDED`: all of it is excluded, in another list, on an earlier page, looked at, in the cart, bought or dismissed
             * @enum {string}
             */
            emptyBecause?: "EXPERIMENT" | "NOTHING_KNOWN" | "NOTHING_SERVABLE" | "CATEGORY_EMPTY" | "FILTER_MATCHES_NOTHING" | "NOTHING_RANKED" | "RULES_HIDE_ALL" | "ALL_EXCLUDED";
        };
        UserExport: {
            site: string;
            userId: string | null;
            /** @description Epoch milliseconds. */
            exportedAt: number;
            profile: components["schemas"]["ProfileState"] | null;
            attribution: {
                [key: string]: unknown;
            } | null;
            formerIds: components["schemas"]["ExportedId"][];
        };
        Visit: {
            itemId: string;
            /** @description Epoch milliseconds. */
            at: number;
            kind: string;
        };
        VisitedItem: {
            itemId: string;
            /** @description Visits, newer ones more. */
            score: number;
            catalogue?: components["schemas"]["CatalogueFields"] | null;
        };
    };
    responses: {
        /** @description Refused; `code` says why. */
        Refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description The key is over its limits (`RATE_LIMITED`, `QUOTA_EXHAUSTED`). */
        TooMany: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description Cannot be done now, and nothing of it was; ask again. */
        Unavailable: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "live";
                    };
                };
            };
            default: components["responses"]["Refused"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Not yet, or not any more. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            default: components["responses"]["Refused"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    getErasure: {
        parameters: {
            query?: {
                /** @description The site, where the key leaves that open. */
                site?: string;
            };
            header?: never;
            path: {
                /** @description The `erasureId` of the answer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far it has come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureStanding"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    postEvents: {
        parameters: {
            query?: {
                /** @description Has the answer name the id of each. */
                ids?: "true";
                /** @description The site, where the key leaves that open. */
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Event"] | components["schemas"]["EventList"] | components["schemas"]["HistoryList"];
            };
        };
        responses: {
            /** @description Taken; what was refused is listed. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outcome"];
                };
            };
            /** @description Nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusedEntries"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    getItems: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                n?: number;
                /** @description The `next` of the page before. */
                after?: number;
                /** @description What each item says that the catalogue has of it. */
                fields?: ("title" | "url" | "image" | "categories" | "price" | "currency" | "available" | "publishedAt")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, in an order that means nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemPage"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    postItems: {
        parameters: {
            query?: {
                /** @description The site, where the key leaves that open. */
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CatalogueItems"];
            };
        };
        responses: {
            /** @description Taken; what was refused is listed. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outcome"];
                };
            };
            /** @description Nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusedEntries"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    getItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the item. */
                itemId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Item"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    putItem: {
        parameters: {
            query?: {
                /** @description The site, where the key leaves that open. */
                site?: string;
            };
            header?: never;
            path: {
                /** @description Of the item. */
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CatalogueEntryOfPath"];
            };
        };
        responses: {
            /** @description Taken; what was refused is listed. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outcome"];
                };
            };
            /** @description Nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusedEntries"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    deleteItem: {
        parameters: {
            query?: {
                /** @description The site, where the key leaves that open. */
                site?: string;
            };
            header?: never;
            path: {
                /** @description Of the item. */
                itemId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken; what was refused is listed. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outcome"];
                };
            };
            /** @description Nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusedEntries"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    getBoughtTogether: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                n?: number;
                /** @description A CEL expression over `item`, as `item.price < 50`. */
                filter?: string;
                /** @description What each item says that the catalogue has of it. */
                fields?: ("title" | "url" | "image" | "categories" | "price" | "currency" | "available" | "publishedAt")[];
            };
            header?: never;
            path: {
                /** @description Of the item. */
                itemId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Most often first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoughtTogether"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    getSimilarItems: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                n?: number;
                /** @description A CEL expression over `item`, as `item.price < 50`. */
                filter?: string;
                /** @description What each item says that the catalogue has of it. */
                fields?: ("title" | "url" | "image" | "categories" | "price" | "currency" | "available" | "publishedAt")[];
            };
            header?: never;
            path: {
                /** @description Of the item. */
                itemId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recommendations"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    getLatest: {
        parameters: {
            query?: {
                /** @description Only items of it. */
                category?: string;
                /** @description How many items at most. */
                n?: number;
                /** @description A CEL expression over `item`, as `item.price < 50`. */
                filter?: string;
                /** @description What each item says that the catalogue has of it. */
                fields?: ("title" | "url" | "image" | "categories" | "price" | "currency" | "available" | "publishedAt")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Latest"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    getMessage: {
        parameters: {
            query?: {
                /** @description The site, where the key leaves that open. */
                site?: string;
            };
            header?: never;
            path: {
                /** @description Of the event. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageStatus"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    getPopular: {
        parameters: {
            query?: {
                /** @description Only items of it. */
                category?: string;
                /** @description How many items at most. */
                n?: number;
                /** @description A CEL expression over `item`, as `item.price < 50`. */
                filter?: string;
                /** @description What each item says that the catalogue has of it. */
                fields?: ("title" | "url" | "image" | "categories" | "price" | "currency" | "available" | "publishedAt")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Best first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Popular"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    getProfile: {
        parameters: {
            query?: {
                /** @description Who it is, where they are signed in; goes before anonymousId. */
                userId?: string;
                /** @description The visitor, as the page knows them. */
                anonymousId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile; its ids say who that is by now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    deleteProfile: {
        parameters: {
            query?: {
                /** @description Of the user. */
                userId?: string;
                /** @description Of a visitor who is no user. */
                anonymousId?: string;
                /** @description The site, where the key leaves that open. */
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erased"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    getRanker: {
        parameters: {
            query?: {
                /** @description The site, where the key leaves that open. */
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it weighs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ranker"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    getRecommendations: {
        parameters: {
            query?: {
                /** @description Who it is, where they are signed in; goes before anonymousId. */
                userId?: string;
                /** @description The visitor, as the page knows them. */
                anonymousId?: string;
                /** @description Answers as of that time, in epoch milliseconds; for admins. */
                at?: number;
                /** @description How many items at most. */
                n?: number;
                /** @description A CEL expression over `item`, as `item.price < 50`. */
                filter?: string;
                /** @description What each item says that the catalogue has of it. */
                fields?: ("title" | "url" | "image" | "categories" | "price" | "currency" | "available" | "publishedAt")[];
                /** @description Where it is shown, which decides what may be in it; `raw` bans nothing, and is for admins. */
                scenario?: "home" | "product" | "cart" | "listing" | "raw";
                /** @description The item of the page; needed in scenario product. */
                itemId?: string;
                /** @description The category of the page; needed in scenario listing. */
                category?: string;
                /** @description Items that are not to be in it. */
                exclude?: string[];
                /** @description How many items of one category there may be. */
                maxPerCategory?: number;
                /** @description How much unlike items come before more of the same. */
                diversity?: number;
                /** @description The part of the places that young items get. */
                exploration?: number;
                /** @description Has items say what led to them; takes a secret key. */
                explain?: boolean;
                /** @description Has the answer carry `next`. */
                page?: boolean;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recommendations"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    postRecommendations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecommendationQuestion"] | components["schemas"]["SlotsQuestion"];
            };
        };
        responses: {
            /** @description The list, or one for each slot. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recommendations"] | components["schemas"]["SlotsAnswer"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    getTrending: {
        parameters: {
            query?: {
                /** @description In which time a visit loses half its weight. */
                window?: "5m" | "1h" | "24h";
                /** @description Only items of it. */
                category?: string;
                /** @description How many items at most. */
                n?: number;
                /** @description A CEL expression over `item`, as `item.price < 50`. */
                filter?: string;
                /** @description What each item says that the catalogue has of it. */
                fields?: ("title" | "url" | "image" | "categories" | "price" | "currency" | "available" | "publishedAt")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Best first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trending"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    deleteUser: {
        parameters: {
            query?: {
                /** @description The site, where the key leaves that open. */
                site?: string;
            };
            header?: never;
            path: {
                /** @description Of the user. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erased"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    exportUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the user. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserExport"];
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
    exportUserLog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the user. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A line of JSON each; the last says how many there were. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Refused"];
        };
    };
}
