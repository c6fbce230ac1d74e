import admin from './admin.json';
import cameras from './cameras.json';
import care from './care.json';
import configuration from './configuration.json';
import deliveries from './deliveries.json';
import events from './events.json';
import flows from './flows.json';
import insights from './insights.json';
import installation from './installation.json';
import login from './login.json';
import now from './now.json';
import pictures from './pictures.json';
import push from './push.json';
import repair from './repair.json';
import review from './review.json';
import rules from './rules.json';
import shell from './shell.json';
import exportsWords from './exports.json';
import people from './people.json';
import upload from './upload.json';

export default {
  ...admin,
  ...cameras,
  ...care,
  ...configuration,
  ...deliveries,
  ...events,
  ...flows,
  ...insights,
  ...installation,
  ...login,
  ...now,
  ...pictures,
  ...push,
  ...repair,
  ...review,
  ...rules,
  ...shell,
  ...upload,
  ...people,
  ...exportsWords,
};
