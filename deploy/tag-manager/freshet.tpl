___TERMS_OF_SERVICE___

By creating or modifying this file you agree to Google Tag Manager's Community
Template Gallery Developer Terms of Service available at
https://developers.google.com/tag-manager/gallery-tos (or such other URL as
Google may provide), as modified from time to time.


___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Freshet",
  "brand": {
    "id": "brand_dummy",
    "displayName": "Freshet"
  },
  "description": "Puts the tag of a Freshet server on the page. It reads the GA4 events of the data layer and follows Consent Mode.",
  "categories": [
    "ANALYTICS",
    "PERSONALIZATION"
  ],
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "server",
    "displayName": "Server",
    "simpleValueType": true,
    "valueHint": "https://freshet.example",
    "help": "Where Freshet's ingest answers from the outside, without a path.",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      },
      {
        "type": "REGEX",
        "args": [
          "^https://[^/?#]+$"
        ],
        "errorMessage": "https:// and a host, nothing behind it"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "endpoint",
    "displayName": "Endpoint, if it is not the server",
    "simpleValueType": true,
    "help": "Where events go: what stands before /v1/events, with the page's key if the server asks for one."
  },
  {
    "type": "TEXT",
    "name": "api",
    "displayName": "Recommendation API, if it is not the endpoint",
    "simpleValueType": true,
    "help": "What stands before /v1/recommendations."
  },
  {
    "type": "TEXT",
    "name": "source",
    "displayName": "Data layer",
    "simpleValueType": true,
    "defaultValue": "dataLayer",
    "help": "The name of the data layer whose GA4 events are read; empty for none."
  },
  {
    "type": "SELECT",
    "name": "consent",
    "displayName": "Consent",
    "macrosInSelect": false,
    "simpleValueType": true,
    "defaultValue": "mode",
    "selectItems": [
      {
        "value": "mode",
        "displayValue": "Consent Mode: full while analytics_storage is granted"
      },
      {
        "value": "full",
        "displayValue": "Full"
      },
      {
        "value": "anonymous",
        "displayValue": "Anonymous: known for a session only"
      },
      {
        "value": "none",
        "displayValue": "None, until freshet.consent is called"
      }
    ]
  },
  {
    "type": "SELECT",
    "name": "denied",
    "displayName": "While analytics_storage is denied",
    "macrosInSelect": false,
    "simpleValueType": true,
    "defaultValue": "none",
    "selectItems": [
      {
        "value": "none",
        "displayValue": "None"
      },
      {
        "value": "anonymous",
        "displayValue": "Anonymous"
      }
    ],
    "enablingConditions": [
      {
        "paramName": "consent",
        "paramValue": "mode",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "CHECKBOX",
    "name": "impressions",
    "checkboxText": "Count items that were seen",
    "simpleValueType": true
  },
  {
    "type": "CHECKBOX",
    "name": "dwell",
    "checkboxText": "Tell how long and how far down pages were looked at",
    "simpleValueType": true
  },
  {
    "type": "CHECKBOX",
    "name": "debug",
    "checkboxText": "Show on the page what becomes of each event",
    "simpleValueType": true
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

const addConsentListener = require('addConsentListener');
const callInWindow = require('callInWindow');
const encodeUriComponent = require('encodeUriComponent');
const injectScript = require('injectScript');
const isConsentGranted = require('isConsentGranted');

const TYPE = 'analytics_storage';
const follows = data.consent === 'mode';
const consentOf = (granted) => (granted ? 'full' : data.denied);
const first = follows && isConsentGranted(TYPE);

const settings = [['consent', follows ? consentOf(first) : data.consent]];
['endpoint', 'api', 'source'].forEach((name) => {
  if (data[name]) settings.push([name, data[name]]);
});
['impressions', 'dwell', 'debug'].forEach((name) => {
  if (data[name]) settings.push([name, '']);
});
const query = settings.map((setting) => setting[0] + '=' + encodeUriComponent(setting[1])).join('&');

const loaded = () => {
  const tell = (type, granted) => callInWindow('freshet.consent', consentOf(granted));
  if (follows) {
    addConsentListener(TYPE, tell);
    // The visitor may have answered while the script came.
    if (isConsentGranted(TYPE) !== first) tell(TYPE, !first);
  }
  data.gtmOnSuccess();
};

injectScript(data.server + '/beacon/load.js?' + query, loaded, data.gtmOnFailure, 'freshet');


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "inject_script",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://*/beacon/load.js*"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_globals",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "freshet.consent"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_consent",
        "versionId": "1"
      },
      "param": [
        {
          "key": "consentTypes",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics_storage"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  }
]


___TESTS___

scenarios: []


___NOTES___

https://developers.google.com/tag-platform/tag-manager/templates
